import type { RefusalCode } from '#shared/protocol/refusals'
import { backoff } from './backoff'
import { passes } from './passing'
import type { Auth, Clock, Hear, Line, OpenLine } from './ports'

/** Within how many milliseconds the first try after a lost connection falls, unless the server hints otherwise. */
const spreadMs = 2000

type Setup = {
  openLine: OpenLine
  auth: () => Auth
  clock: Clock
  hear: Omit<Hear, 'failed'>
  /** The door asks for a fresh bootstrap token. */
  askBootstrap(): void
  /** Told of a refusal at the door that will not pass by itself. */
  refused(code: RefusalCode): void
}

/** Keeps a line up: tries again for as long as it is wanted, never in step with others. */
export type Connection = {
  line(): Line
  open(): void
  close(): void
  /** Drops the line and comes back, for a line that no longer answers or a visitor who has become another. */
  restart(): void
  /** Tries at once instead of waiting: the tab is looked at again, the network is back. */
  hurry(): void
  /** The line has proved itself; the next trouble starts from the shortest delay. */
  settled(): void
  /** The server restarts soon: come back at a random moment within this time. */
  drain(ms: number): void
  /** A bootstrap token has arrived. */
  admitted(): void
}

export function createConnection({ openLine, auth, clock, hear, askBootstrap, refused }: Setup): Connection {
  let wanted = false
  let attempt = 0
  let spread = spreadMs
  let notBefore = 0
  let askedAtDoor = false
  let cancel: (() => void) | null = null

  const connect = () => {
    cancel?.()
    cancel = null
    if (wanted && !line.connected()) line.connect()
  }
  const connectAfter = (ms: number) => {
    cancel?.()
    cancel = clock.after(ms, connect)
  }

  const line = openLine(auth, {
    ...hear,
    up: () => {
      askedAtDoor = false
      hear.up()
    },
    down: () => {
      hear.down()
      if (!wanted) return
      connectAfter(attempt === 0 ? clock.random() * spread : backoff(attempt - 1, clock.random()))
      attempt++
      spread = spreadMs
    },
    failed: (refusal) => {
      if (!wanted) return
      const wait = Math.max(backoff(attempt, clock.random()), refusal?.details?.retryAfterMs ?? 0)
      notBefore = clock.now() + (refusal?.details?.retryAfterMs ?? 0)
      attempt++
      connectAfter(wait)
      if (!refusal) return
      if (!passes(refusal.code)) refused(refusal.code)
      if (refusal.code !== 'origin-refused') return
      askedAtDoor = true
      askBootstrap()
    },
  })

  return {
    line: () => line,
    open: () => {
      if (wanted) return
      wanted = true
      connect()
    },
    close: () => {
      wanted = false
      cancel?.()
      cancel = null
      line.disconnect()
    },
    restart: () => {
      if (line.connected()) line.disconnect()
      else connect()
    },
    hurry: () => {
      if (cancel && clock.now() >= notBefore) connect()
    },
    settled: () => {
      attempt = 0
    },
    drain: (ms) => {
      spread = ms
    },
    admitted: () => {
      // A token the door refuses again and again is no reason to run against it without a pause.
      if (askedAtDoor && cancel && attempt <= 2) connect()
      askedAtDoor = false
    },
  }
}
