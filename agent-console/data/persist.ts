import { isPassing, type RefusalCode } from '#shared/protocol/refusals'
import { NoAnswerError, RefusedError } from './client'
import { whenOnline } from './connection-status'

export const isRefusal = (error: unknown): error is RefusedError => error instanceof RefusedError

/** Refusals after which a click asks again by itself. An unexpected one is said instead: waiting would hide a bug. */
const isWorthWaiting = (code: RefusalCode) => isPassing(code) && code !== 'unexpected'

/**
 * Asks until there is an answer that stays: waits while offline, repeats passing refusals. The caller chooses the
 * rid once, so however often it is asked it happens once.
 * @throws RefusedError with a refusal that does not pass by itself
 */
export async function persist<Output>(
  attempt: () => Promise<Output>,
  isTemporary: (code: RefusalCode) => boolean = isWorthWaiting,
): Promise<Output> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const again = error instanceof NoAnswerError || (isRefusal(error) && isTemporary(error.code))
      if (!again) throw error
      await new Promise((resolve) => setTimeout(resolve, pauseMs(error, tries)))
      await whenOnline()
    }
  }
}

function pauseMs(error: unknown, tries: number): number {
  // Nothing was sent while the line was down: once it is up again there is no reason to wait longer.
  if (error instanceof NoAnswerError && !error.sent) return 100
  const told = isRefusal(error) ? (error.details.retryAfterMs ?? 0) : 0
  return Math.max(told, backoff(tries))
}

/** 1, 2, 4 … 30 s, half more or less, so that many consoles do not come back at once. */
export const backoff = (tries: number): number => Math.min(30_000, 1_000 * 2 ** tries) * (0.5 + Math.random())
