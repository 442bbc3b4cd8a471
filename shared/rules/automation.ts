import type { Action, Condition, Event } from '../protocol/rules'

export type Field = Condition['field']
export type Doing = Action['do']

/** What is known of everybody, whatever happened. */
const anybody: readonly Field[] = ['site', 'owner', 'language', 'email', 'deal', 'hours']
const ofDeals: readonly Field[] = ['pipeline', 'stage', 'amount', 'source', 'tag']

const always: readonly Doing[] = ['task', 'assign', 'mail', 'call']

const isOf = (event: Event, noun: 'lead' | 'deal') => event.startsWith(`${noun}.`)

/** What may be asked of an event. */
export function fieldsOf(event: Event): readonly Field[] {
  if (isOf(event, 'deal')) return [...anybody, ...ofDeals]
  return isOf(event, 'lead') ? [...anybody, 'source', 'tag'] : anybody
}

/** What may be done about an event: a deal that has ended moves nowhere, and a deal begets no deal. */
export function actionsOf(event: Event): readonly Doing[] {
  if (event === 'deal.won' || event === 'deal.lost') return [...always, 'tag']
  if (isOf(event, 'deal')) return [...always, 'tag', 'move']
  if (isOf(event, 'lead')) return [...always, 'tag', 'deal']
  return event === 'task.overdue' ? always : [...always, 'deal']
}

/** What a text may hold in `{{…}}`, by event. */
export function placeholdersOf(event: Event): readonly string[] {
  const common = ['contact.name', 'contact.firstName', 'agent.name', 'site.name']
  if (isOf(event, 'deal')) return [...common, 'deal.name', 'deal.amount', 'deal.stage']
  return event === 'task.overdue' ? [...common, 'task.title'] : common
}
