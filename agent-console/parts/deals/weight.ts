import type { StageTotals } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'

/** What a stage's deals are worth by their chance of being won, in whole minor units. */
export const weighted = (amount: number, { probability }: Pick<Stage, 'probability'>): number =>
  Math.round((amount * probability) / 100)

type Totals = ReadonlyMap<string, StageTotals>

/** What a stage comes to over all sites. */
export function totalsIn(totals: Totals, stageId: string): { count: number; amount: number } {
  const sum = { count: 0, amount: 0 }
  for (const one of totals.values()) {
    if (one.stageId !== stageId) continue
    sum.count += one.count
    sum.amount += one.amount
  }
  return sum
}

/** Open and weighted total over the stages of a board. */
export function totalsOver(
  stages: readonly Stage[],
  totals: Totals,
): { count: number; amount: number; weighted: number } {
  const sum = { count: 0, amount: 0, weighted: 0 }
  for (const stage of stages) {
    const { count, amount } = totalsIn(totals, stage.id)
    sum.count += count
    sum.amount += amount
    sum.weighted += weighted(amount, stage)
  }
  return sum
}
