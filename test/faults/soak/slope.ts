/** How steeply the memory grows, by least squares over all samples: single peaks do not decide. */
export function slopePerMinute(samples: readonly { atMs: number; mb: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const minutes = samples.map(({ atMs }) => atMs / 60_000)
  const [meanMinute, meanMb] = [mean(minutes), mean(samples.map(({ mb }) => mb))]
  const above = samples.map(({ mb }, index) => ((minutes[index] ?? 0) - meanMinute) * (mb - meanMb))
  const below = minutes.map((minute) => (minute - meanMinute) ** 2)
  return mean(above) / mean(below)
}
