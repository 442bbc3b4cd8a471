import type { StageTotals } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'

/** What a stage's deals are worth by their chance of being won, in whole minor units. */
export const weighted = (amount: number, { probability }: Pick<Stage, 'probability'>): number =>
  Math.round((amount * probability) / 100)

/** Open and weighted total over the stages of a board. */
export function totalsOver(
  stages: readonly Stage[],
  totals: ReadonlyMap<string, StageTotals>,
): { count: number; amount: number; weighted: number } {
  const sum = { count: 0, amount: 0, weighted: 0 }
  for (const stage of stages) {
    const { count = 0, amount = 0 } = totals.get(stage.id) ?? {}
    sum.count += count
    sum.amount += amount
    sum.weighted += weighted(amount, stage)
  }
  return sum
}
