import { log } from '#server/log'

export type Job = { name: string; everyMs: number; run(): Promise<unknown> }

/** Runs jobs at their intervals; the one place with a repeating timer for work in the database. */
export function startClock(jobs: Job[]): () => void {
  const timers = jobs.map(({ name, everyMs, run }) => {
    const timer = setInterval(
      () => void run().catch((err: unknown) => log.warn({ err, job: name }, 'A job failed; it will run again')),
      everyMs,
    )
    timer.unref()
    return timer
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
