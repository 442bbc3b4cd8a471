/** What deals come to: how many, their amounts in minor units, and the part whose chance was set by hand. */
export type Share = {
  count: number
  amount: number
  /** `weighted` is amounts times whole percent, so that it stays a whole number. */
  byHand: { amount: number; weighted: number }
}

type Weighed = { amount: number | null; probability: number | null }

export const nothing: Share = { count: 0, amount: 0, byHand: { amount: 0, weighted: 0 } }

/** What one deal adds to the totals of its stage. */
export function share({ amount, probability }: Weighed): Share {
  const worth = amount ?? 0
  if (probability === null) return { ...nothing, count: 1, amount: worth }
  return { count: 1, amount: worth, byHand: { amount: worth, weighted: worth * probability } }
}

/** The sum of two shares, or with -1 their difference. */
export const plus = (a: Share, b: Share, sign: 1 | -1 = 1): Share => ({
  count: a.count + sign * b.count,
  amount: a.amount + sign * b.amount,
  byHand: {
    amount: a.byHand.amount + sign * b.byHand.amount,
    weighted: a.byHand.weighted + sign * b.byHand.weighted,
  },
})

/**
 * What deals of a stage are worth by their chance of being won, in whole minor units.
 * @param probability the stage's, in whole percent
 */
export const weighted = ({ amount, byHand }: Omit<Share, 'count'>, probability: number): number =>
  Math.round(((amount - byHand.amount) * probability + byHand.weighted) / 100)
