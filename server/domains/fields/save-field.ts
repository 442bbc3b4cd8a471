import type { AgentContext } from '#server/context'
import { editFields, type FieldChange } from '#server/events/field-changes'
import { newId } from '#server/storage/ids'
import type { CustomField } from '#shared/protocol/fields'
import type { CheckedInputOf, FactName } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { holdFields, insertField, listFields, listFieldsOf, saveField } from './queries'
import { assertFreeName, assertRoom, choose, rankInFront } from './rules'

/** A new field of leads, contacts, companies or deals, behind those there are. */
export const createField = (
  { record: kind, name, kind: holds, options }: CheckedInputOf<'field:create'>,
  { caller, change }: AgentContext,
): Promise<CustomField> =>
  change(async (tx, record) => {
    await holdFields(tx)
    const others = await listFieldsOf(tx, kind)
    assertRoom(others)
    assertFreeName(others, name)
    if (holds !== 'list' && options.length > 0) throw new Refusal('malformed', { field: 'options' })
    const made = { id: newId(), record: kind, name, kind: holds, options: choose([], options, newId) }
    const field = { ...made, rank: rankInFront(others, null), version: 1, removed: false }
    await insertField(tx, field)
    record('field.created', { field, byAgentId: caller.id, changes: [] })
    return field
  })

/** Gives a field another name or other choices, each refused by itself when somebody was faster. */
export const editField = (
  { fieldId, changes: asked }: CheckedInputOf<'field:edit'>,
  context: AgentContext,
): Promise<CustomField> =>
  alter('field.edited', fieldId, context, (before, others) => {
    if (before.removed) throw new Refusal('not-found')
    if (asked.options && before.kind !== 'list') throw new Refusal('malformed', { field: 'options' })
    const options = asked.options && { was: asked.options.was, is: choose(before.options, asked.options.is, newId) }
    const { after, changes } = editFields<CustomField>(before, { name: asked.name, options })
    assertFreeName(others, after.name)
    return { field: after, changes }
  })

/** Another place among the fields of its record. */
export const moveField = (
  { fieldId, beforeId }: CheckedInputOf<'field:move'>,
  context: AgentContext,
): Promise<CustomField> =>
  alter('field.edited', fieldId, context, (before, others) => {
    if (before.removed) throw new Refusal('not-found')
    if (beforeId === fieldId) return { field: before, changes: [] }
    const rank = rankInFront(others, beforeId)
    return { field: { ...before, rank }, changes: [{ field: 'rank', was: before.rank, is: rank }] }
  })

/** Asks for a field no longer; what was written in it stays with its record. */
export const removeField = ({ fieldId }: CheckedInputOf<'field:remove'>, context: AgentContext): Promise<CustomField> =>
  alter('field.removed', fieldId, context, (before) => ({
    field: before.removed ? before : { ...before, removed: true },
    changes: [],
  }))

/** Asks for a removed field again, in its old place and with everything that was written in it. */
export const restoreField = (
  { fieldId }: CheckedInputOf<'field:restore'>,
  context: AgentContext,
): Promise<CustomField> =>
  alter('field.restored', fieldId, context, (before, others) => {
    if (!before.removed) return { field: before, changes: [] }
    assertRoom(others)
    assertFreeName(others, before.name)
    return { field: { ...before, removed: false }, changes: [] }
  })

type Decided = { field: CustomField; changes: FieldChange[] }

const alter = (
  name: Extract<FactName, `field.${string}`>,
  fieldId: string,
  { caller, change }: AgentContext,
  decide: (before: CustomField, others: CustomField[]) => Decided,
): Promise<CustomField> =>
  change(async (tx, record) => {
    await holdFields(tx)
    const all = await listFields(tx)
    const before = all.find(({ id }) => id === fieldId)
    if (!before) throw new Refusal('not-found')
    const others = all.filter((one) => one.record === before.record && one.id !== fieldId)
    const decided = decide(before, others)
    if (decided.field === before) return before
    const field = { ...decided.field, version: before.version + 1 }
    await saveField(tx, field)
    record(name, { field, byAgentId: caller.id, changes: decided.changes })
    return field
  })
