import type { Deal } from '#shared/protocol/deals'
import { putCards, putTotals, totalsKey } from './reduce-deals'
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
  const supposed = { ...state, deals: set(state.deals, dealId, { ...card, deal }) }
  return standsApart(card.deal, deal) ? add(add(supposed, card.deal, -1), deal, 1) : supposed
}

const standsApart = (a: Deal, b: Deal) => a.stageId !== b.stageId || a.amount !== b.amount || a.removed !== b.removed

function add(state: State, { stageId, siteId, amount, removed }: Deal, sign: 1 | -1): State {
  // A column that was read and says nothing of a site has no deals of it yet.
  const nothing = state.columns.has(stageId) ? { count: 0, amount: 0 } : undefined
  const before = state.totals.get(totalsKey({ stageId, siteId })) ?? nothing
  if (!before || removed) return state
  const after = { stageId, siteId, count: before.count + sign, amount: before.amount + sign * (amount ?? 0) }
  return { ...state, totals: putTotals(state.totals, [after]) }
}
