import type { Stage } from '#shared/protocol/pipelines'
import { isFiltered } from '#shared/rules/deal-filter'
import { nothing, type Share, weighted } from '#shared/rules/forecast'
import { board } from '../../data/deal-lists'
import { state } from '../../data/store'
import { totalsIn } from '../../parts/deals/weight'

/** What the deals of a stage come to that belong on the board: all of them, or those that match. */
export function totalsOf(stageId: string): Share {
  const reading = board.value
  if (!reading || !isFiltered(reading.asking.filter)) return totalsIn(state.value.totals, stageId)
  return reading.columns.get(stageId)?.matching ?? nothing
}

/** The same over several stages. */
export function totalsOfAll(stages: readonly Stage[]): { count: number; amount: number; weighted: number } {
  const sum = { count: 0, amount: 0, weighted: 0 }
  for (const { id, probability } of stages) {
    const part = totalsOf(id)
    sum.count += part.count
    sum.amount += part.amount
    sum.weighted += weighted(part, probability)
  }
  return sum
}
