import type { CustomField, FieldKind, FieldOption } from '../protocol/fields'
import { changedAs, longestLink, longestText } from './custom-values'
import type { LeadMapping, MapTarget } from './lead-mapping'

/** What a place for a value holds: as fields of one's own, and what only built-in ones do. */
export type SlotKind = FieldKind | 'emails' | 'phones' | 'tags' | 'agent'

/** A field as the mapping sees it: its name there, what it holds, and how much. */
export type Slot = {
  field: string
  kind: SlotKind
  /** Signs a text or a link may have. */
  max: number
  /** What a list of one's own offers. */
  options: readonly FieldOption[]
  /** The field of one's own, where it is one. */
  own: CustomField | null
}

/** A record a lead's values go to. */
export type MapRecord = MapTarget['record']
export const mapRecords = ['contact', 'company', 'deal'] as const satisfies readonly MapRecord[]

const slot = (field: string, kind: SlotKind, max = 0): Slot => ({ field, kind, max, options: [], own: null })
const text = (field: string, max: number) => slot(field, 'text', max)
const link = slot('website', 'link', longestLink)
const shared = [text('description', 32_000), slot('tags', 'tags'), slot('ownerId', 'agent')]
const reached = [slot('phones', 'phones'), link, text('address', 500)]

const built: Readonly<Record<'lead' | MapRecord, readonly Slot[]>> = {
  lead: [
    ...[text('name', 120), slot('emails', 'emails'), ...reached, text('company', 200), text('title', 120)],
    ...[text('industry', 120), text('source', 300), slot('mayMail', 'yesno'), ...shared],
  ],
  contact: [
    ...[text('name', 120), slot('emails', 'emails'), ...reached, text('title', 120), text('language', 35)],
    ...[text('source', 300), slot('mayMail', 'yesno'), ...shared],
  ],
  company: [
    ...[text('name', 200), ...reached, text('industry', 120), text('taxOffice', 120), text('taxNumber', 40)],
    ...shared,
  ],
  deal: [text('name', 120), slot('closesOn', 'date'), text('source', 300), ...shared],
}

/** Every field of a record a value can come from or go to, those of one's own last. */
export function slotsOf(record: 'lead' | MapRecord, fields: readonly CustomField[]): Slot[] {
  const own = fields.filter((one) => one.record === record && !one.removed)
  return [...built[record], ...own.map(slotOf)]
}

const slotOf = (own: CustomField): Slot => ({
  ...{ field: changedAs(own.id), kind: own.kind, own },
  max: own.kind === 'link' ? longestLink : own.kind === 'text' ? longestText : 0,
  options: own.options.filter(({ removed }) => !removed),
})

/** Whether every value of one field fits the other: of the same kind, and never longer than there is room for. */
export function canMap(from: Slot, to: Slot): boolean {
  if (from.kind === 'link' && to.kind === 'text') return from.max <= to.max
  return from.kind === to.kind && from.max <= to.max
}

/** The kind of a field of one's own that would take all of it; null where there is none. */
export function canBeOwn({ kind, max }: Slot): FieldKind | null {
  if (kind === 'emails' || kind === 'phones' || kind === 'tags' || kind === 'agent') return null
  return kind === 'text' && max > longestText ? null : kind
}

/** Choices of one list that are called like choices of another. */
export const sameChoices = (from: Slot, to: Slot, fold: (name: string) => string): Record<string, string> =>
  Object.fromEntries(
    from.options.flatMap(({ id, name }) => {
      const like = to.options.find((one) => fold(one.name) === fold(name))
      return like ? [[id, like.id]] : []
    }),
  )

/** The first target of a field that does not fit it; undefined when all do. */
export function misfit(field: string, targets: readonly MapTarget[], fields: readonly CustomField[]) {
  const from = slotsOf('lead', fields).find((one) => one.field === field)
  if (!from) return targets[0]
  return targets.find((target, at) => {
    const to = slotsOf(target.record, fields).find((one) => one.field === target.field)
    if (!to || !canMap(from, to)) return true
    if (targets.findIndex(({ record }) => record === target.record) !== at) return true
    return !fits(target.options ?? {}, from, to)
  })
}

/** Whether choices lead from a list to another one. */
const fits = (choices: Readonly<Record<string, string>>, from: Slot, to: Slot): boolean =>
  Object.entries(choices).every(([id, other]) => has(from, id) && has(to, other))

const has = ({ options }: Slot, id: string) => options.some((one) => one.id === id)

/** What of a mapping still holds: fields and choices that were removed since are passed over. */
export function living(mapping: LeadMapping, fields: readonly CustomField[]): LeadMapping {
  const from = slotsOf('lead', fields)
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([field, targets]) => {
      const source = from.find((one) => one.field === field)
      return source ? [[field, targets.flatMap((target) => livingTarget(source, target, fields))]] : []
    }),
  )
}

function livingTarget(from: Slot, target: MapTarget, fields: readonly CustomField[]): MapTarget[] {
  const to = slotsOf(target.record, fields).find(({ field }) => field === target.field)
  if (!to || !canMap(from, to)) return []
  if (!target.options) return [target]
  const options = Object.entries(target.options).filter(([id, other]) => has(from, id) && has(to, other))
  return [{ ...target, options: Object.fromEntries(options) }]
}

/** Fields of a lead that go nowhere. */
export const goNowhere = (mapping: LeadMapping, fields: readonly CustomField[]): Slot[] =>
  slotsOf('lead', fields).filter(({ field }) => (mapping[field] ?? []).length === 0)
