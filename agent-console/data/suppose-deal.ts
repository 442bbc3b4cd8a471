import type { Deal, StageTotals } from '#shared/protocol/deals'
import { putCards } from './reduce-deals'
import { type State, set } from './state'

/** A deal as the server answered it, with what is known around it. */
export function withDeal(state: State, deal: Deal): State {
  const person = state.people.get(deal.personId)
  const around = state.deals.get(deal.id) ?? {
    personName: person?.name ?? '',
    personCode: person?.code ?? '',
    hasOpenTask: false,
    nextTaskAt: null,
  }
  return { ...state, deals: putCards(state.deals, [{ ...around, deal }]) }
}

/**
 * A deal as it will be when the server agrees, and the totals of the stages it leaves and enters. When the fact about
 * it is here before the answer, nothing is left to suppose and the totals are not moved twice.
 */
export function supposeDeal(state: State, dealId: string, changes: Partial<Deal>): State {
  const card = state.deals.get(dealId)
  if (!card) return state
  const deal = { ...card.deal, ...changes }
  return {
    ...state,
    deals: set(state.deals, dealId, { ...card, deal }),
    totals: standsApart(card.deal, deal) ? add(add(state.totals, card.deal, -1), deal, 1) : state.totals,
  }
}

const standsApart = (a: Deal, b: Deal) => a.stageId !== b.stageId || a.amount !== b.amount || a.removed !== b.removed

function add(
  totals: ReadonlyMap<string, StageTotals>,
  { stageId, amount, removed }: Deal,
  sign: 1 | -1,
): ReadonlyMap<string, StageTotals> {
  const before = totals.get(stageId)
  if (!before || removed) return totals
  return set(totals, stageId, {
    stageId,
    count: before.count + sign,
    amount: before.amount + sign * (amount ?? 0),
  })
}
