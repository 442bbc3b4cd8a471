import { computed } from '@preact/signals'
import type { DealCard } from '#shared/protocol/deals'
import { locale, t } from '../../data/session'
import { dayOf } from '../../parts/deals/days'
import { dayWords } from '../../parts/deals/words'
import { keptValue } from '../../ui/device'
import { sayShort } from '../../ui/when'

/** What a card may say beyond what every card says. */
export const extras = ['closesOn', 'probability', 'tags', 'source', 'touched', 'created'] as const
export type Extra = (typeof extras)[number]

/** More would make the board a list. */
export const mostExtras = 3

/** What this agent wants on cards, in order. */
export const cardExtras = keptValue<readonly Extra[]>('card-extras', [], (stored) =>
  Array.isArray(stored) ? extras.filter((extra) => stored.includes(extra)).slice(0, mostExtras) : null,
)

/** How high a card and the gap below it are; every card is, so that a place can be reckoned instead of measured. */
export const rowHeight = computed(() => 96 + cardExtras.value.length * 18)

/** One more thing about a deal, in words; empty where there is nothing to say. */
export function extraWords({ deal, touchedAt }: DealCard, extra: Extra, now: number): string {
  switch (extra) {
    case 'closesOn':
      return deal.closesOn ? t.value('deal.closes', { day: dayWords(deal.closesOn) }) : ''
    case 'probability':
      return deal.probability === null ? '' : t.value('card.probability', { count: deal.probability })
    case 'tags':
      return deal.tags.map((tag) => `#${tag}`).join(' ')
    case 'source':
      return deal.source
    case 'touched':
      return t.value('card.touched', { when: sayShort(new Date(touchedAt), now, locale.value) })
    case 'created':
      return t.value('card.created', { day: dayWords(dayOf(new Date(deal.createdAt))) })
  }
}
