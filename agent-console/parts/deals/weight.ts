import type { StageTotals } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'
import { nothing, plus, type Share, weighted } from '#shared/rules/forecast'

type Totals = ReadonlyMap<string, StageTotals>

/** What a stage comes to over all sites. */
export const totalsIn = (totals: Totals, stageId: string): Share =>
  [...totals.values()].reduce((sum, one) => (one.stageId === stageId ? plus(sum, one) : sum), nothing)

/** Open and weighted total over the stages of a board. */
export function totalsOver(
  stages: readonly Stage[],
  totals: Totals,
): { count: number; amount: number; weighted: number } {
  const sum = { count: 0, amount: 0, weighted: 0 }
  for (const { id, probability } of stages) {
    const part = totalsIn(totals, id)
    sum.count += part.count
    sum.amount += part.amount
    sum.weighted += weighted(part, probability)
  }
  return sum
}
