import { log } from '#server/log'

/** A clock that was set forward, or a machine that slept, is noticed within this time. */
const longestSleepMs = 60_000
/** After a failure it is tried again this much later. */
const patienceMs = 5_000

export type Alarm = {
  /** Something may be due earlier than was known. */
  nudge(): void
  stop(): void
}

export type Ringing = {
  /** The nearest moment something is due; undefined while nothing is. */
  next(): Promise<string | undefined>
  /** Does what is due. @returns whether there may be more */
  ring(): Promise<boolean>
}

/**
 * Wakes when the next thing is due, and at once for what came due while nobody was there. What is due stands in the
 * database: this only decides when to look.
 */
export function startAlarm({ next, ring }: Ringing): Alarm {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false
  let stopped = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    again = running
    if (running || stopped) return
    running = true
    const sleepMs = await lookOnce().catch((err: unknown) => {
      if (!stopped) log.warn({ err }, 'What is due could not be done; trying again')
      return patienceMs
    })
    running = false
    if (stopped) return
    if (again) return void look()
    timer = setTimeout(() => void look(), sleepMs)
    timer.unref()
  }

  async function lookOnce(): Promise<number> {
    const at = await next()
    const waitMs = at === undefined ? longestSleepMs : Date.parse(at) - Date.now()
    if (waitMs > 0 || stopped) return Math.min(waitMs, longestSleepMs)
    for (let more = true; more && !stopped; ) more = await ring()
    return 0
  }

  void look()
  return {
    nudge: () => void look(),
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
