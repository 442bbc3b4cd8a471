import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { openStages } from '../../data/deals'
import { may } from '../../data/session'
import { cardsIn, carried, othersIn, toggleChosen, wanted } from './carry'
import { drop, hold, pickUp, putBack } from './move-card'
import { stepByKey } from './steps-by-key'

/** Space picks up and drops, arrows move the card or the focus, X picks it out, M opens the menu, Escape puts it back. */
export function cardKeys(event: KeyboardEvent, card: DealCard, pipeline: Pipeline): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const done = carried.value ? carry(event.key, pipeline) : walk(event, card, pipeline)
  if (!done) return
  event.preventDefault()
  event.stopPropagation()
}

function carry(key: string, pipeline: Pipeline): boolean {
  const now = carried.value
  if (now?.by !== 'keys') return false
  if (key === ' ' || key === 'Enter') drop()
  else if (key === 'Escape' || key === 'Tab') putBack()
  else {
    const lanes = openStages(pipeline).map((stage) => ({ stageId: stage.id, count: othersIn(stage.id).length }))
    const at = stepByKey(now.at, key, lanes)
    if (at) hold(at)
    // While something is carried no key does anything else.
    return key !== 'Shift'
  }
  return key !== 'Tab'
}

function walk(event: KeyboardEvent, card: DealCard, pipeline: Pipeline): boolean {
  const movable = may('deals.write') && card.deal.outcome === 'open'
  if (event.key.toLowerCase() === 'x' && movable) {
    toggleChosen(card.deal.id)
    return true
  }
  if (event.key === ' ' && movable) {
    pickUp(card, 'keys')
    return true
  }
  if (event.key.toLowerCase() === 'm' && movable) {
    const link = event.currentTarget
    if (link instanceof Element) link.parentElement?.querySelector<HTMLElement>('[data-still] button')?.click()
    return true
  }
  const next = neighbour(event.key, card, pipeline)
  if (next) wanted.value = next.deal.id
  return next !== undefined
}

/** The card an arrow leads to: the next of its column, or the one beside it in the nearest column that has cards. */
function neighbour(key: string, { deal }: DealCard, pipeline: Pipeline): DealCard | undefined {
  const stages = openStages(pipeline)
  const column = cardsIn(deal.stageId)
  const row = column.findIndex((one) => one.deal.id === deal.id)
  if (key === 'ArrowDown') return column[row + 1]
  if (key === 'ArrowUp') return row > 0 ? column[row - 1] : undefined
  if (key === 'Home') return column[0]
  if (key === 'End') return column.at(-1)
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return undefined
  let at = stages.findIndex(({ id }) => id === deal.stageId) + step
  for (; at >= 0 && at < stages.length; at += step) {
    const there = cardsIn(stages[at]?.id ?? '')
    if (there.length > 0) return there[Math.min(row, there.length - 1)]
  }
  return undefined
}
