const minuteMs = 60_000
const longestMs = 60 * minuteMs
const givenUpAfterMs = 3 * 24 * 60 * minuteMs

/**
 * When something that failed is tried again: after a minute, two, four … an hour at most.
 * @param tries how often it was tried so far
 * @param since when it was wanted first
 * @returns null when it has been tried for three days
 */
export function nextTry(tries: number, since: string, now: string): string | null {
  const at = Date.parse(now) + Math.min(longestMs, minuteMs * 2 ** Math.min(tries - 1, 10))
  return at - Date.parse(since) > givenUpAfterMs ? null : new Date(at).toISOString()
}
