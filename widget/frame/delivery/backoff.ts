/** 1, 2, 4 … 30 s, each ± 50 %, so that a crowd does not return in step. `attempt` counts from 0. */
export const backoff = (attempt: number, random: number): number =>
  Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5)) * (0.5 + random)
