/** The value in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5)
}

/** The value below which this share of them lies, between two neighbours where it falls between them; null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low + (high - low) * (place - Math.floor(place))
}

/** To one place behind the point, and never below nothing. */
export const tenths = (value: number | null): number | null =>
  value === null ? null : Math.round(Math.max(0, value) * 10) / 10
