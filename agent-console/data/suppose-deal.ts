import type { Deal } from '#shared/protocol/deals'
import { nothing, plus, share } from '#shared/rules/forecast'
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
    touchedAt: deal.stageSince,
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

const standsApart = (a: Deal, b: Deal) =>
  a.stageId !== b.stageId || a.amount !== b.amount || a.probability !== b.probability || a.removed !== b.removed

function add(state: State, deal: Deal, sign: 1 | -1): State {
  const { stageId, siteId, removed } = deal
  // A column that was read and says nothing of a site has no deals of it yet.
  const before = state.totals.get(totalsKey({ stageId, siteId })) ?? (state.columns.has(stageId) ? nothing : undefined)
  if (!before || removed) return state
  return { ...state, totals: putTotals(state.totals, [{ stageId, siteId, ...plus(before, share(deal), sign) }]) }
}
