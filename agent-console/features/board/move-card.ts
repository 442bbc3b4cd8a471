import { signal } from '@preact/signals'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { board, isByHand } from '../../data/deal-lists'
import { sayDragging } from '../../data/deal-moves'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import type { Closing } from '../../parts/deals/closing'
import { enterStage } from '../../parts/deals/enter-stage'
import { carried, chosen, isSame, othersIn, type Place, placeOf, said, settled, wanted } from './carry'

/** Deals that wait for an answer before they are won or lost; until then they stay where they are. */
export const closing = signal<{ how: Closing; deals: readonly Deal[] } | null>(null)

/** Takes a card in hand, and with it the others that were picked out. */
export function pickUp(card: DealCard, by: 'pointer' | 'keys'): void {
  const from = placeOf(card.deal)
  const { id } = card.deal
  const also = chosen.value.has(id) ? [...chosen.value].flatMap((other) => (other === id ? [] : openCard(other))) : []
  carried.value = { card, also, from, at: from, by }
  sayDragging(id, card.deal.stageId)
  const count = also.length + 1
  if (by === 'keys')
    said.value = count > 1 ? t.value('board.pickedMany', { count }) : t.value('board.picked', { name: card.deal.name })
}

function openCard(id: string): DealCard[] {
  const card = state.value.deals.get(id)
  return card && !card.deal.removed && card.deal.outcome === 'open' ? [card] : []
}

/** Holds what is carried somewhere else and says where. */
export function hold(over: Place): void {
  const now = carried.value
  if (!now) return
  const at = settled(now.card, over)
  if (at.over === 'stage') sayDragging(now.card.deal.id, at.stageId)
  if (isSame(now.at, at)) return
  carried.value = { ...now, at }
  said.value = overWords(now.card.deal, at)
}

/** Lets go of what is carried where it is held. */
export function drop(): void {
  const now = carried.value
  if (!now) return
  const deals = [now.card, ...now.also].map(({ deal }) => deal)
  const [first] = deals
  const below = now.at.over === 'stage' ? belowAt(now.at.stageId, now.at.index) : null
  carried.value = null
  chosen.value = new Set()
  sayDragging(now.card.deal.id, null)
  if (!first) return
  if (now.by === 'keys') wanted.value = first.id
  if (now.at.over !== 'stage') {
    closing.value = { how: now.at.over, deals }
    return
  }
  const { stageId, index } = now.at
  said.value = t.value('board.dropped', { name: first.name, stage: stageName(stageId), place: index + 1 })
  if (isSame(now.from, now.at) && deals.length === 1) return
  const sorted = board.value && !isByHand(board.value.keys)
  for (const deal of deals) if (!sorted || deal.stageId !== stageId) moveTo(deal, stageId, sorted ? undefined : below)
}

/** The card that will be below a place; where more of the column has not been read, the last one that has. */
function belowAt(stageId: string, index: number): string | null {
  const others = othersIn(stageId)
  const more = (board.value?.columns.get(stageId)?.next ?? null) !== null
  return (others[index] ?? (more ? others.at(-1) : undefined))?.deal.id ?? null
}

/** Puts back what is carried: nothing has happened. */
export function putBack(): void {
  const now = carried.value
  if (!now) return
  carried.value = null
  sayDragging(now.card.deal.id, null)
  said.value = t.value('board.cancelled', { name: now.card.deal.name })
}

/** Moves a deal at once; refused, it goes back and says why. */
export function moveTo(deal: Deal, stageId: string, beforeId?: string | null): void {
  enterStage(deal, stageId, beforeId).catch((error) => {
    toast(t.value('board.back', { name: deal.name, why: refusalText(error) }), { tone: 'danger' })
  })
}

function overWords({ name }: Deal, at: Place): string {
  if (at.over !== 'stage') return t.value('board.overEnd', { name, stage: t.value(`deal.${at.over}`) })
  const count = othersIn(at.stageId).length + 1
  return t.value('board.over', { name, stage: stageName(at.stageId), place: at.index + 1, count })
}

function stageName(stageId: string): string {
  for (const { stages } of state.value.pipelines.values()) {
    const found = stages.find(({ id }) => id === stageId)
    if (found) return found.name
  }
  return ''
}
