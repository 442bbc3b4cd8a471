import { signal } from '@preact/signals'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { moveDeal } from '../../data/deals'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import type { Closing } from '../../parts/deals/closing'
import { carried, isSame, othersIn, type Place, placeOf, said, wanted } from './carry'

/** A deal that waits for its answers before it is won or lost; until then it stays where it is. */
export const closing = signal<{ how: Closing; deal: Deal } | null>(null)

/** Takes a card in hand. */
export function pickUp(card: DealCard, by: 'pointer' | 'keys'): void {
  const from = placeOf(card.deal)
  carried.value = { card, from, at: from, by }
  if (by === 'keys') said.value = t.value('board.picked', { name: card.deal.name })
}

/** Holds the carried card somewhere else and says where. */
export function hold(at: Place): void {
  const now = carried.value
  if (!now || isSame(now.at, at)) return
  carried.value = { ...now, at }
  said.value = overWords(now.card.deal, at)
}

/** Lets go of the card where it is held. */
export function drop(): void {
  const now = carried.value
  if (!now) return
  carried.value = null
  const { deal } = now.card
  if (now.by === 'keys') wanted.value = deal.id
  if (now.at.over !== 'stage') {
    closing.value = { how: now.at.over, deal }
    return
  }
  const { stageId, index } = now.at
  said.value = t.value('board.dropped', { name: deal.name, stage: stageName(stageId), place: index + 1 })
  if (!isSame(now.from, now.at)) moveTo(deal, stageId, othersIn(stageId, deal.id)[index]?.deal.id ?? null)
}

/** Puts the card back: nothing has happened. */
export function putBack(): void {
  const now = carried.value
  if (!now) return
  carried.value = null
  said.value = t.value('board.cancelled', { name: now.card.deal.name })
}

/** Moves a deal at once; refused, it goes back and says why. */
export function moveTo(deal: Deal, stageId: string, beforeId?: string | null): void {
  moveDeal(deal, stageId, beforeId).catch((error) => {
    toast(t.value('board.back', { name: deal.name, why: refusalText(error) }), { tone: 'danger' })
  })
}

function overWords({ name, id }: Deal, at: Place): string {
  if (at.over !== 'stage') return t.value('board.overEnd', { name, stage: t.value(`deal.${at.over}`) })
  const count = othersIn(at.stageId, id).length + 1
  return t.value('board.over', { name, stage: stageName(at.stageId), place: at.index + 1, count })
}

function stageName(stageId: string): string {
  for (const { stages } of state.value.pipelines.values()) {
    const found = stages.find(({ id }) => id === stageId)
    if (found) return found.name
  }
  return ''
}
