import type { DealEvent } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { formatMoney } from '#shared/values/money'
import { locale, t } from '../../data/session'
import { dayWords } from './words'

/** What a sentence of the history needs to name things. */
export type Names = { pipeline: Pipeline | undefined; agent: (id: string) => string | undefined }

/** One event of a deal as sentences; an edit of several fields is several. */
export function historyWords(event: DealEvent, names: Names): string[] {
  const who = (event.byAgentId && names.agent(event.byAgentId)) || t.value('deal.somebody')
  if (event.name === 'deal.edited') return event.changes.map((change) => edited(who, change, names))
  return [acted(who, event, names)]
}

type Change = DealEvent['changes'][number]

function acted(who: string, event: DealEvent, names: Names): string {
  const stage = event.changes.find(({ field }) => field === 'stageId')
  const [was, is] = [stageName(stage?.was, names), stageName(stage?.is, names)]
  const task = String(event.changes.find(({ field }) => field === 'task')?.is ?? '')
  switch (event.name) {
    case 'deal.created':
      return t.value('deal.did.created', { who })
    case 'deal.moved':
      return was === is ? t.value('deal.did.reordered', { who, is }) : t.value('deal.did.moved', { who, was, is })
    case 'deal.won':
      return t.value('deal.did.won', { who })
    case 'deal.lost': {
      const id = event.changes.find(({ field }) => field === 'lossReasonId')?.is
      const reason = names.pipeline?.lossReasons.find((one) => one.id === id)?.label
      return t.value('deal.did.lost', { who, reason: reason ?? t.value('deal.lost') })
    }
    case 'deal.reopened':
      return t.value('deal.did.reopened', { who, is })
    case 'deal.removed':
      return t.value('deal.did.removed', { who })
    case 'task.created':
    case 'task.edited':
    case 'task.completed':
    case 'task.reopened':
    case 'task.cancelled':
      return t.value(`deal.did.${event.name}`, { who, task })
    default:
      return t.value('deal.did.else', { who })
  }
}

function edited(who: string, { field, was, is }: Change, names: Names): string {
  if (field === 'description') return t.value('deal.did.rewrote', { who })
  if (!isNamed(field)) return t.value('deal.did.else', { who })
  const values = { who, field: t.value(`deal.field.${field}`), was: say(field, was, names), is: say(field, is, names) }
  if (!values.was) return t.value('deal.did.set', values)
  if (!values.is) return t.value('deal.did.emptied', values)
  return t.value('deal.did.changed', values)
}

const named = ['name', 'amount', 'closesOn', 'ownerId', 'source'] as const
const isNamed = (field: string): field is (typeof named)[number] => (named as readonly string[]).includes(field)

function say(field: (typeof named)[number], value: unknown, { pipeline, agent }: Names): string {
  if (value === null || value === undefined) return ''
  if (field === 'amount') return formatMoney(Number(value), pipeline?.currency ?? 'USD', locale.value)
  if (field === 'closesOn') return dayWords(String(value))
  if (field === 'ownerId') return agent(String(value)) ?? t.value('deal.somebody')
  return String(value)
}

const stageName = (id: unknown, { pipeline }: Names) => pipeline?.stages.find((one) => one.id === id)?.name ?? '–'
