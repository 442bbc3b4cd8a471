type Sample = { atMs: number; mb: number }

/**
 * The lowest of every two minutes. Memory that is no longer used is given back when it suits the machine, so single
 * looks go up and down by tens of megabytes; what is never given back lifts the lowest ones.
 */
export function floorsOf(samples: readonly Sample[], windowMs = 120_000): Sample[] {
  const floors = new Map<number, Sample>()
  for (const sample of samples) {
    const window = Math.floor(sample.atMs / windowMs)
    const lowest = floors.get(window)
    if (!lowest || sample.mb < lowest.mb) floors.set(window, sample)
  }
  return [...floors.values()]
}

/** How steeply the memory grows, by least squares. */
export function slopePerMinute(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const minutes = samples.map(({ atMs }) => atMs / 60_000)
  const [meanMinute, meanMb] = [mean(minutes), mean(samples.map(({ mb }) => mb))]
  const above = samples.map(({ mb }, index) => ((minutes[index] ?? 0) - meanMinute) * (mb - meanMb))
  const below = minutes.map((minute) => (minute - meanMinute) ** 2)
  return mean(above) / mean(below)
}
