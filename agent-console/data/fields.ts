import type { CustomField, FieldKind, FieldOption, FieldRecord } from '#shared/protocol/fields'
import type { InputOf } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { byRank, rankBetween } from '#shared/values/rank'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State, set } from './state'
import { state, update } from './store'

/** Fields of our own that a record is asked for, in their order. */
export const fieldsOf = ({ fields }: State, record: FieldRecord): CustomField[] =>
  [...fields.values()].filter((one) => one.record === record && !one.removed).sort(byRank)

/** Those that are asked for no longer. */
export const removedFieldsOf = ({ fields }: State, record: FieldRecord): CustomField[] =>
  [...fields.values()].filter((one) => one.record === record && one.removed).sort(byRank)

/** @throws RefusedError `name-taken`, `list-full` */
export const addField = (record: FieldRecord, name: string, kind: FieldKind): Promise<CustomField> =>
  kept((rid) => ask.field.create({ rid, record, name, kind, options: [] }))

/** A field that holds the same as another one does. @throws RefusedError `name-taken`, `list-full` */
export const addFieldLike = (
  record: FieldRecord,
  { name, kind, options }: Pick<CustomField, 'name' | 'kind' | 'options'>,
): Promise<CustomField> =>
  kept((rid) => ask.field.create({ rid, record, name, kind, options: options.map((one) => ({ name: one.name })) }))

type Changes = InputOf<'field:edit'>['changes']

/** @throws RefusedError `name-taken`, `stale` */
export const renameField = ({ id }: CustomField, is: string, was: string): Promise<CustomField> =>
  edit(id, { name: { was, is } })

type Choice = { id?: string; name: string }

/** Changes what a list offers; a choice that is left out is removed. @throws RefusedError `name-taken`, `stale` */
export const choose = ({ id, options: was }: CustomField, is: Choice[]): Promise<CustomField> =>
  edit(id, { options: { was, is } })

/** What a list offers. */
export const choicesOf = ({ options }: Pick<CustomField, 'options'>): FieldOption[] =>
  options.filter(({ removed }) => !removed)

export const removeField = ({ id }: CustomField) => kept((rid) => ask.field.remove({ rid, fieldId: id }))

/** @throws RefusedError `name-taken`, `list-full` */
export const restoreField = ({ id }: CustomField) => kept((rid) => ask.field.restore({ rid, fieldId: id }))

/** Puts a field in front of another; null for the end. */
export function moveField({ id, record }: CustomField, beforeId: string | null): Promise<CustomField> {
  const rid = randomId()
  const others = [...state.value.fields.values()].filter((one) => one.record === record && one.id !== id).sort(byRank)
  const at = beforeId === null ? others.length : others.findIndex((one) => one.id === beforeId)
  const rank = rankBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null)
  return optimistic({
    guess: (before) => {
      const field = before.fields.get(id)
      return field ? { ...before, fields: set(before.fields, id, { ...field, rank }) } : before
    },
    attempt: () => persist(() => ask.field.move({ rid, fieldId: id, beforeId })),
    confirm: withField,
  })
}

const edit = (fieldId: string, changes: Changes) => kept((rid) => ask.field.edit({ rid, fieldId, changes }))

async function kept(attempt: (rid: string) => Promise<CustomField>): Promise<CustomField> {
  const rid = randomId()
  const field = await persist(() => attempt(rid))
  update((before) => withField(before, field))
  return field
}

const withField = (before: State, field: CustomField): State => ({ ...before, fields: put(before.fields, field) })
