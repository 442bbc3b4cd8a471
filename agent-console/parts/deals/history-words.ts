import type { DealEvent } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { CustomField, CustomValue } from '#shared/protocol/fields'
import type { Stage } from '#shared/protocol/pipelines'
import { ownIdOf } from '#shared/rules/custom-values'
import { formatMoney } from '#shared/values/money'
import { locale, t } from '../../data/session'
import type { State } from '../../data/state'
import { valueWords } from '../custom-fields/value-words'
import { taskDeed } from './task-words'
import { dayWords } from './words'

/** What a sentence of the history needs to name things. */
export type Names = {
  agent: (id: string) => string | undefined
  stage: (id: unknown) => Stage | undefined
  reason: (id: unknown) => string | undefined
  /** A field of the installation's own, removed ones too. */
  field: (id: string) => CustomField | undefined
  currency: string | undefined
}

/** Names as this console knows them; of what was put away, too. */
export function namesIn({ agents, pipelines, fields }: State, deal?: { currency?: string } | null): Names {
  const all = [...pipelines.values()]
  const stages = all.flatMap((one) => [...one.stages, ...one.archived.stages])
  const reasons = all.flatMap((one) => [...one.lossReasons, ...one.archived.lossReasons])
  return {
    agent: (id) => agents.get(id)?.name,
    stage: (id) => stages.find((one) => one.id === id),
    reason: (id) => reasons.find((one) => one.id === id)?.label,
    field: (id) => fields.get(id),
    currency: deal?.currency,
  }
}

/** In what the amounts of each event were counted, newest first: a deal may have come to another currency since. */
export function currenciesOf(newestFirst: readonly DealEvent[], now: string): string[] {
  let currency = now
  return newestFirst.map(({ changes }) => {
    const then = currency
    const worth = changes.find(({ field }) => field === 'worth')?.was as { currency?: string } | undefined
    currency = worth?.currency ?? currency
    return then
  })
}

/** One event of a deal as sentences; an edit of several fields is several. */
export function historyWords(event: DealEvent, names: Names): string[] {
  const who = whoDid(event, names.agent)
  if (event.name === 'deal.edited') return event.changes.map((change) => edited(who, change, names))
  return [acted(who, event, names)]
}

/** Whoever did something: an agent, a program by the name of its key, a rule by its name, or Parley by itself. */
export function whoDid({ byAgentId, byKey, byRule }: By, agent: Names['agent']): string {
  if (byRule) return t.value('deal.byRule', { name: byRule.name })
  if (byKey) return t.value('deal.byKey', { name: byKey })
  if (byAgentId === null) return t.value('deal.parley')
  return agent(byAgentId) ?? t.value('deal.somebody')
}

type Change = DealEvent['changes'][number]

function acted(who: string, event: DealEvent, names: Names): string {
  const stage = event.changes.find(({ field }) => field === 'stageId')
  const [was, is] = [stageName(stage?.was, names), stageName(stage?.is, names)]
  switch (event.name) {
    case 'deal.created':
      return t.value('deal.did.created', { who })
    case 'deal.moved':
      return was === is ? t.value('deal.did.reordered', { who, is }) : t.value('deal.did.moved', { who, was, is })
    case 'deal.won':
      return t.value('deal.did.won', { who })
    case 'deal.lost': {
      const id = event.changes.find(({ field }) => field === 'lossReasonId')?.is
      return t.value('deal.did.lost', { who, reason: names.reason(id) ?? t.value('deal.lost') })
    }
    case 'deal.transferred': {
      const worth = event.changes.find(({ field }) => field === 'worth')
      const moved = t.value('deal.did.transferred', { who, was, is })
      if (!worth) return moved
      const [before, after] = [worthWords(worth.was), worthWords(worth.is)]
      return `${moved} · ${t.value('deal.did.worth', { was: before, is: after })}`
    }
    case 'deal.reopened':
      return t.value('deal.did.reopened', { who, is })
    case 'deal.removed':
      return t.value('deal.did.removed', { who })
    case 'note.left':
    case 'note.edited':
    case 'note.pinned':
    case 'note.removed':
    case 'note.restored':
      return t.value(`note.did.${event.name}`, { who })
    case 'file.added':
    case 'file.removed':
    case 'file.departed':
    case 'file.arrived': {
      const file = String(event.changes.find(({ field }) => field === 'file')?.is ?? '')
      return t.value(`deal.did.${event.name}`, { who, file })
    }
    default:
      return event.name.startsWith('task.') ? taskDeed(who, event, names.agent) : t.value('deal.did.else', { who })
  }
}

function edited(who: string, { field, was, is }: Change, names: Names): string {
  if (field === 'description') return t.value('deal.did.rewrote', { who })
  if (field === 'worth')
    return `${t.value('deal.did.repriced', { who })} · ${t.value('deal.did.worth', { was: worthWords(was), is: worthWords(is) })}`
  const own = ownField(field, names)
  if (own) return changedWords(who, own.name, valueWords(own, was as CustomValue), valueWords(own, is as CustomValue))
  if (!isNamed(field)) return t.value('deal.did.else', { who })
  return changedWords(who, t.value(`deal.field.${field}`), say(field, was, names), say(field, is, names))
}

function changedWords(who: string, field: string, was: string, is: string): string {
  const values = { who, field, was, is }
  if (!values.was) return t.value('deal.did.set', values)
  if (!values.is) return t.value('deal.did.emptied', values)
  return t.value('deal.did.changed', values)
}

/** The field of the installation's own that a change is about. */
export const ownField = (field: string, names: Pick<Names, 'field'>): CustomField | undefined =>
  names.field(ownIdOf(field) ?? '')

const named = ['name', 'amount', 'closesOn', 'probability', 'tags', 'ownerId', 'source'] as const
const isNamed = (field: string): field is (typeof named)[number] => (named as readonly string[]).includes(field)

function say(field: (typeof named)[number], value: unknown, { currency, agent }: Names): string {
  if (value === null || value === undefined) return ''
  if (field === 'amount') return worthWords({ amount: Number(value), currency })
  if (field === 'probability') return t.value('deal.percent', { probability: String(value) })
  if (field === 'tags') return (value as string[]).join(', ')
  if (field === 'closesOn') return dayWords(String(value))
  if (field === 'ownerId') return agent(String(value)) ?? t.value('deal.somebody')
  return String(value)
}

function worthWords(worth: unknown): string {
  const { amount, currency } = worth as { amount: number | null; currency: string | undefined }
  if (amount === null) return '–'
  return currency ? formatMoney(amount, currency, locale.value) : String(amount)
}

const stageName = (id: unknown, { stage }: Names) => stage(id)?.name ?? '–'
