import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { LimitName } from '#shared/protocol/define'
import { Refusal } from '#shared/protocol/refusals'

type Limit = {
  points: number
  seconds: number
  /** How long nothing more is let through once it was too much; until the window ends when absent. */
  penaltySeconds?: number
}

/**
 * The one table of limits: so many in so many seconds, for each caller. A row with two lines holds both:
 * a burst and a pace.
 */
const table: Record<LimitName | OtherLimit, Limit[]> = {
  read: [{ points: 120, seconds: 10 }],
  change: [{ points: 60, seconds: 10 }],
  'agent-send': [
    { points: 20, seconds: 4 },
    { points: 300, seconds: 60 },
  ],
  'visitor-send': [
    { points: 10, seconds: 10 },
    { points: 60, seconds: 60 },
  ],
  'visitor-mark': [{ points: 10, seconds: 10 }],
  // Each page of a long absence is one; a new connection starts from nothing.
  'visitor-sync': [{ points: 10, seconds: 60 }],
  'sign-in': [{ points: 30, seconds: 300 }],
  'sign-in-account': [{ points: 5, seconds: 300 }],
  'second-step': [{ points: 5, seconds: 300 }],
  proof: [{ points: 10, seconds: 300 }],
  upload: [{ points: 60, seconds: 600 }],
  bootstrap: [{ points: 20, seconds: 60 }],
  'new-visitor': [{ points: 20, seconds: 60 }],
  'new-visitor-site': [{ points: 2_000, seconds: 3_600 }],
  typing: [{ points: 4, seconds: 12 }],
  // A card crosses a few columns in a moment.
  dragging: [{ points: 40, seconds: 10 }],
  page: [{ points: 20, seconds: 60 }],
  malformed: [{ points: 5, seconds: 10, penaltySeconds: 60 }],
  handshake: [{ points: 120, seconds: 60 }],
}

/** How many may be there at once, where a pace says nothing. */
export const crowds = {
  /** Sockets of one visitor, all tabs together. */
  socketsPerVisitor: 5,
  socketsPerAgent: 20,
  /** Sockets of one address that belong to nobody we know yet. */
  newcomersPerAddress: 50,
  socketsPerProcess: 15_000,
  /** Visitors who are connected and have not been told yet what they missed. */
  unsynced: 512,
}

/** Limits that count something else than a request of the contract. */
export type OtherLimit =
  | 'sign-in-account'
  | 'second-step'
  | 'bootstrap'
  | 'new-visitor'
  | 'new-visitor-site'
  | 'typing'
  | 'dragging'
  | 'page'
  | 'malformed'
  | 'handshake'

export type Limits = {
  /** By which every figure is multiplied. */
  readonly factor: number
  /** Counts one; refuses `too-many` with the wait when it was one too many. */
  take(name: LimitName | OtherLimit, key: string): Promise<void>
  /** Forgets what was counted: a right password shows that the wrong ones were slips. */
  forgive(name: LimitName | OtherLimit, key: string): Promise<void>
  /** Refuses `too-many` where the limit is exceeded already, and counts nothing. */
  check(name: LimitName | OtherLimit, key: string): Promise<void>
  /** A figure of {@link crowds}, scaled as the paces are. */
  crowd(name: keyof typeof crowds): number
}

/** Limits in memory, each figure multiplied by `factor`. */
export function createLimits(factor: number): Limits {
  const limiters = new Map(
    Object.entries(table).map(([name, lines]) => [
      name,
      lines.map(
        ({ points, seconds, penaltySeconds = 0 }) =>
          new RateLimiterMemory({
            points: Math.ceil(points * factor),
            duration: seconds,
            blockDuration: penaltySeconds,
          }),
      ),
    ]),
  )
  return {
    factor,
    async take(name, key) {
      for (const limiter of limiters.get(name) ?? []) {
        try {
          await limiter.consume(key)
        } catch (blocked) {
          if (!(blocked instanceof RateLimiterRes)) throw blocked
          throw new Refusal('too-many', { retryAfterMs: blocked.msBeforeNext })
        }
      }
    },
    async forgive(name, key) {
      for (const limiter of limiters.get(name) ?? []) await limiter.delete(key)
    },
    async check(name, key) {
      for (const limiter of limiters.get(name) ?? []) {
        const found = await limiter.get(key)
        if (found && found.consumedPoints > limiter.points)
          throw new Refusal('too-many', { retryAfterMs: found.msBeforeNext })
      }
    },
    crowd: (name) => Math.ceil(crowds[name] * factor),
  }
}

/** The part of an address that one household shares: IPv4 whole, IPv6 its /64. */
export function addressKey(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail = ''] = bare.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const full = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return `${full.slice(0, 4).join(':')}::/64`
}
