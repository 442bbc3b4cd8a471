import type { Belongings } from '#shared/protocol/conversion'
import { ownIdOf } from '#shared/rules/custom-values'
import { t } from '../../data/session'
import { state } from '../../data/store'

const named = [
  ...(['name', 'emails', 'phones', 'title', 'language', 'timeZone', 'website', 'address', 'description'] as const),
  ...(['source', 'tags', 'mayMail', 'industry', 'company', 'domains'] as const),
] as const

/** What a field is called on screen. */
export function fieldWords(field: string): string {
  if (field === 'companyId') return t.value('contact.company')
  if (field === 'ownerId') return t.value('contact.owner')
  if (field === 'saidName') return t.value('lead.saidName')
  if (field === 'custom') return t.value('fields.own')
  const own = state.value.fields.get(ownIdOf(field) ?? '')
  if (own) return own.name
  const known = named.find((one) => one === field)
  return known ? t.value(`contact.${known}`) : (ofDeals.find(([one]) => one === field)?.[1]() ?? field)
}

/** Fields only deals and tasks have. */
const ofDeals: readonly (readonly [string, () => string])[] = [
  ['stageId', () => t.value('convert.stage')],
  ['amount', () => t.value('convert.amount')],
  ['outcome', () => t.value('convert.outcome')],
  ['closesOn', () => t.value('convert.closesOn')],
]

/** `2 conversations, 12 notes, 3 files`: what there is of it. */
export const belongingsWords = ({ conversations, notes, files, tasks, deals }: Belongings): string =>
  [
    conversations > 0 ? t.value('convert.conversations', { count: conversations }) : '',
    deals > 0 ? t.value('convert.deals', { count: deals }) : '',
    notes > 0 ? t.value('convert.notes', { count: notes }) : '',
    files > 0 ? t.value('convert.files', { count: files }) : '',
    tasks > 0 ? t.value('convert.tasks', { count: tasks }) : '',
  ]
    .filter(Boolean)
    .join(', ')
