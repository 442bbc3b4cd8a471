import { computed, signal } from '@preact/signals'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { bySpot, spotOf } from '#shared/rules/deal-order'
import { board, isByHand } from '../../data/deal-lists'
import { cardsByStage } from '../../parts/deal-lists/shown'
import type { Closing } from '../../parts/deals/closing'

/** Where a carried card is held: over a place in a column, or over one of the strips that close a deal. */
export type Place = { over: 'stage'; stageId: string; index: number } | { over: Closing }

/** Cards on their way, the one in hand first. The deals stay where they are until they are dropped. */
export type Carried = { card: DealCard; also: readonly DealCard[]; from: Place; at: Place; by: 'pointer' | 'keys' }

/** What is being moved, if anything. */
export const carried = signal<Carried | null>(null)

/** Whether anything is at all; changes far less often than where. */
export const isCarrying = computed(() => carried.value !== null)

/** Cards that were picked out to be moved together. */
export const chosen = signal<ReadonlySet<string>>(new Set())

/** What the live region says. */
export const said = signal('')

/** The card focus shall go to as soon as it is on screen. */
export const wanted = signal<string | null>(null)

const nothing: readonly DealCard[] = []

export const cardsIn = (stageId: string): readonly DealCard[] => cardsByStage.value.get(stageId) ?? nothing

/** Ids of what is carried; the same set for as long as the same cards are. */
const carriedIds = computed(() => {
  const now = carried.value
  return now ? [now.card.deal.id, ...now.also.map(({ deal }) => deal.id)].join(' ') : ''
})

/** Columns without the carried cards, made once for each hand full however often it moves. */
const otherColumns = computed(() => {
  const ids = new Set(carriedIds.value.split(' '))
  // A column that none was taken from stays the very same list, and is not drawn again.
  const without = (cards: readonly DealCard[]) =>
    cards.some(({ deal }) => ids.has(deal.id)) ? cards.filter(({ deal }) => !ids.has(deal.id)) : cards
  return new Map([...cardsByStage.value].map(([stageId, cards]) => [stageId, without(cards)]))
})

/** The cards of a column beside those that are carried. */
export const othersIn = (stageId: string): readonly DealCard[] => otherColumns.value.get(stageId) ?? nothing

/** Where a card stands now. */
export function placeOf({ stageId, id }: Pick<Deal, 'stageId' | 'id'>): Place {
  const index = cardsIn(stageId).findIndex(({ deal }) => deal.id === id)
  return { over: 'stage', stageId, index: Math.max(0, index) }
}

/** Where a card comes to lie that is held at a place: a board that is sorted puts it where it belongs. */
export function settled(card: DealCard, at: Place): Place {
  const keys = board.value?.keys
  if (at.over !== 'stage' || !keys || isByHand(keys)) return at
  const compare = bySpot(keys)
  const spot = spotOf(card, keys)
  const index = othersIn(at.stageId).findIndex((other) => compare(spotOf(other, keys), spot) > 0)
  return { ...at, index: index < 0 ? othersIn(at.stageId).length : index }
}

/** Picks a card out, or puts it back among the others. */
export function toggleChosen(id: string): void {
  const next = new Set(chosen.value)
  if (!next.delete(id)) next.add(id)
  chosen.value = next
}

export const isSame = (a: Place, b: Place): boolean =>
  a.over === 'stage' && b.over === 'stage' ? a.stageId === b.stageId && a.index === b.index : a.over === b.over
