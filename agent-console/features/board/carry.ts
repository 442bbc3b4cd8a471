import { computed, signal } from '@preact/signals'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { byRank } from '#shared/values/rank'
import { state } from '../../data/store'
import type { Closing } from '../../parts/deals/closing'

/** Where a carried card is held: over a place in a column, or over one of the strips that close a deal. */
export type Place = { over: 'stage'; stageId: string; index: number } | { over: Closing }

/** A card on its way. The deal stays where it is until it is dropped. */
export type Carried = { card: DealCard; from: Place; at: Place; by: 'pointer' | 'keys' }

/** The card that is being moved, if any. */
export const carried = signal<Carried | null>(null)

/** Whether one is at all; changes far less often than where. */
export const isCarrying = computed(() => carried.value !== null)

/** What the live region says. */
export const said = signal('')

/** The card focus shall go to as soon as it is on screen. */
export const wanted = signal<string | null>(null)

const deals = computed(() => state.value.deals)

/** Cards of every stage in their order; sorted once, however many columns ask. */
export const cardsByStage = computed(() => {
  const found = new Map<string, DealCard[]>()
  for (const card of deals.value.values()) {
    if (card.deal.removed) continue
    const column = found.get(card.deal.stageId)
    if (column) column.push(card)
    else found.set(card.deal.stageId, [card])
  }
  for (const column of found.values()) column.sort((a, b) => byRank(a.deal, b.deal))
  return found
})

/** The cards of a column beside the one that is carried. */
export const othersIn = (stageId: string, dealId: string | undefined): DealCard[] =>
  (cardsByStage.value.get(stageId) ?? []).filter(({ deal }) => deal.id !== dealId)

/** Where a card stands now. */
export function placeOf({ stageId, id }: Pick<Deal, 'stageId' | 'id'>): Place {
  const index = (cardsByStage.value.get(stageId) ?? []).findIndex(({ deal }) => deal.id === id)
  return { over: 'stage', stageId, index: Math.max(0, index) }
}

export const isSame = (a: Place, b: Place): boolean =>
  a.over === 'stage' && b.over === 'stage' ? a.stageId === b.stageId && a.index === b.index : a.over === b.over
