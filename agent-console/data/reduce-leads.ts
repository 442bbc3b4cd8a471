import type { LeadCard, LeadCount } from '#shared/protocol/leads'
import type { Reducers } from './reducers'
import { put, type State } from './state'

type Told = { data: LeadCard & { counts: LeadCount[] } }

/** Every lead fact brings the lead as it stands and how many stand there. */
const tell = (state: State, { data: { lead, personCode, counts } }: Told): State => ({
  ...state,
  leads: putLeads(state.leads, [{ lead, personCode }]),
  leadCounts: putLeadCounts(state.leadCounts, counts),
})

export const reduceLeads: Reducers<
  `lead.${'created' | 'edited' | 'moved' | 'removed' | 'restored' | 'converted' | 'returned'}` | 'status.edited'
> = {
  'lead.created': tell,
  'lead.edited': tell,
  'lead.moved': tell,
  'lead.removed': tell,
  'lead.restored': tell,
  'lead.converted': tell,
  'lead.returned': tell,
  'status.edited': (state, { data }) => ({ ...state, leadStatuses: put(state.leadStatuses, data.status) }),
}

/** Leads in; of two versions of one the higher stays. */
export function putLeads(
  map: ReadonlyMap<string, LeadCard>,
  cards: readonly LeadCard[],
): ReadonlyMap<string, LeadCard> {
  const fresh = cards.filter(({ lead }) => (map.get(lead.id)?.lead.version ?? -1) <= lead.version)
  if (fresh.length === 0) return map
  const next = new Map(map)
  for (const card of fresh) next.set(card.lead.id, card)
  return next
}

/** Counts are absolute, so the last word stands. */
export function putLeadCounts(
  map: ReadonlyMap<string, LeadCount>,
  counts: readonly LeadCount[],
): ReadonlyMap<string, LeadCount> {
  const next = new Map(map)
  for (const one of counts) next.set(`${one.statusId} ${one.siteId}`, one)
  return next
}
