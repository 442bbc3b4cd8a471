import type { DealCard, StageTotals } from '#shared/protocol/deals'
import type { Reducers } from './reducers'
import type { State } from './state'

type Told = { data: DealCard & { totals: StageTotals[] } }

/** Every deal fact brings the card as it stands and the totals it changed. */
function tell(state: State, { data }: Told): State {
  const { deal, personName, personCode, hasOpenTask, nextTaskAt, touchedAt } = data
  return {
    ...state,
    deals: putCards(state.deals, [{ deal, personName, personCode, hasOpenTask, nextTaskAt, touchedAt }]),
    totals: putTotals(state.totals, data.totals),
  }
}

export const reduceDeals: Reducers<
  | 'deal.created'
  | 'deal.edited'
  | 'deal.moved'
  | 'deal.transferred'
  | 'deal.won'
  | 'deal.lost'
  | 'deal.reopened'
  | 'deal.removed'
> = {
  'deal.created': tell,
  'deal.edited': tell,
  'deal.moved': tell,
  'deal.transferred': tell,
  'deal.won': tell,
  'deal.lost': tell,
  'deal.reopened': tell,
  'deal.removed': tell,
}

/** The open deals of a person whom somebody wrote to, heard from or did something for. */
export function touch(state: State, personId: string, at: string): State {
  const touched = [...state.deals.values()].filter(
    ({ deal, touchedAt }) => deal.personId === personId && deal.outcome === 'open' && touchedAt < at,
  )
  if (touched.length === 0) return state
  const deals = new Map(state.deals)
  for (const card of touched) deals.set(card.deal.id, { ...card, touchedAt: at })
  return { ...state, deals }
}

/** Cards in; of two versions of a deal the higher stays, of equal ones the newly read card. */
export function putCards(
  map: ReadonlyMap<string, DealCard>,
  cards: readonly DealCard[],
): ReadonlyMap<string, DealCard> {
  const fresh = cards.filter(({ deal }) => (map.get(deal.id)?.deal.version ?? -1) <= deal.version)
  if (fresh.length === 0) return map
  const next = new Map(map)
  for (const card of fresh) next.set(card.deal.id, card)
  return next
}

/** Totals are kept by stage and site: no fact knows what the other sites come to. */
export const totalsKey = ({ stageId, siteId }: Pick<StageTotals, 'stageId' | 'siteId'>): string =>
  `${stageId} ${siteId}`

/** Totals are absolute, so the last word stands. */
export function putTotals(
  map: ReadonlyMap<string, StageTotals>,
  totals: readonly StageTotals[],
): ReadonlyMap<string, StageTotals> {
  if (totals.length === 0) return map
  const next = new Map(map)
  for (const one of totals) next.set(totalsKey(one), one)
  return next
}
