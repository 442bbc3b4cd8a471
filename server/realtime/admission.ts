import { Refusal } from '#shared/protocol/refusals'

/** Whoever has not asked by then what they missed does not hold up others. */
const patienceMs = 10_000

/**
 * Lets a crowd in by portions: at most `limit` sockets at once that have not been told yet what they missed. The
 * others are refused `busy` with a moment to come back at, so that after a restart the first do not wait for the last.
 */
export class Admission {
  readonly #unsynced = new Map<string, NodeJS.Timeout>()

  constructor(private readonly limit: number) {}

  /** @throws Refusal `busy` when there is no room */
  enter(socketId: string): void {
    if (this.#unsynced.size >= this.limit)
      throw new Refusal('busy', { retryAfterMs: 500 + Math.floor(Math.random() * 2_500) })
    const timer = setTimeout(() => this.leave(socketId), patienceMs)
    timer.unref()
    this.#unsynced.set(socketId, timer)
  }

  /** It is synced, or gone. */
  leave(socketId: string): void {
    clearTimeout(this.#unsynced.get(socketId))
    this.#unsynced.delete(socketId)
  }
}
