import { minorDigits } from './money'

/**
 * An amount in another currency: multiplied by the rate, exact to the last digit, and rounded half up to whole minor
 * units. A rate of 1 keeps the figure people read, also between currencies with other digits: 12.50 becomes 13 where
 * there are no decimals.
 * @param amount minor units, not negative
 * @param rate digits with a point, `41.2575`
 */
export function exchange(amount: number, rate: string, from: string, to: string): number {
  const [whole = '0', fraction = ''] = rate.split('.')
  const shift = minorDigits(to) - minorDigits(from)
  const above = BigInt(amount) * BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, shift))
  const below = 10n ** BigInt(fraction.length + Math.max(0, -shift))
  return Number((above * 2n + below) / (below * 2n))
}
