import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { LimitName } from '#shared/protocol/define'
import { Refusal } from '#shared/protocol/refusals'

type Limit = { points: number; seconds: number }

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
  'visitor-mark': [{ points: 15, seconds: 10 }],
  'visitor-sync': [{ points: 30, seconds: 60 }],
  'sign-in': [{ points: 30, seconds: 300 }],
  'sign-in-account': [{ points: 5, seconds: 300 }],
  bootstrap: [{ points: 20, seconds: 60 }],
  'new-visitor': [{ points: 20, seconds: 60 }],
  signal: [{ points: 20, seconds: 10 }],
  malformed: [{ points: 5, seconds: 10 }],
  handshake: [{ points: 120, seconds: 60 }],
}

/** Limits that count something else than a request of the contract. */
export type OtherLimit = 'sign-in-account' | 'bootstrap' | 'new-visitor' | 'signal' | 'malformed' | 'handshake'

export type Limits = {
  /** Counts one; refuses `too-many` with the wait when it was one too many. */
  take(name: LimitName | OtherLimit, key: string): Promise<void>
  /** Forgets what was counted: a right password shows that the wrong ones were slips. */
  forgive(name: LimitName | OtherLimit, key: string): Promise<void>
}

/** Limits in memory, each figure multiplied by `factor`. */
export function createLimits(factor: number): Limits {
  const limiters = new Map(
    Object.entries(table).map(([name, lines]) => [
      name,
      lines.map(
        ({ points, seconds }) => new RateLimiterMemory({ points: Math.ceil(points * factor), duration: seconds }),
      ),
    ]),
  )
  return {
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
