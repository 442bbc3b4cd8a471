import type { AgentContext } from '#server/context'
import { editFields } from '#server/events/field-changes'
import type { Reader } from '#server/storage/db'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { FieldMapping } from '#shared/protocol/mapping'
import { Refusal } from '#shared/protocol/refusals'
import { living, misfit } from '#shared/rules/field-mapping'
import { defaultMapping, type LeadMapping } from '#shared/rules/lead-mapping'
import { findStoredMapping, holdFields, listFields, saveStoredMapping } from './queries'

/** Where the fields of a lead go: what an admin said, else the usual way. Fields removed since are still in it. */
export async function readMapping(db: Reader): Promise<FieldMapping> {
  const { targets, version } = await findStoredMapping(db)
  return { targets: targets ?? structuredClone<FieldMapping['targets']>(usual), version }
}

const usual: FieldMapping['targets'] = Object.fromEntries(
  Object.entries<LeadMapping[string]>(defaultMapping).map(([field, targets]) => [field, [...targets]]),
)

/** By what a conversion lays a lead's values out: removed fields and choices are passed over. */
export const findMapping = async (db: Reader): Promise<LeadMapping> =>
  living((await readMapping(db)).targets, await listFields(db))

/** Changes where fields of a lead go, each refused by itself when somebody was faster. */
export const saveMapping = (
  { changes: asked }: CheckedInputOf<'mapping:save'>,
  { caller, change }: AgentContext,
): Promise<FieldMapping> =>
  change(async (tx, record) => {
    await holdFields(tx)
    const before = await readMapping(tx)
    const nowhere = Object.fromEntries(Object.keys(asked).map((field) => [field, []]))
    const { after, changes } = editFields<FieldMapping['targets']>({ ...nowhere, ...before.targets }, asked)
    if (changes.length === 0) return before
    const fields = await listFields(tx)
    for (const { field } of changes)
      if (misfit(field, after[field] ?? [], fields)) throw new Refusal('mapping-incompatible', { field })
    const mapping = { targets: after, version: before.version + 1 }
    await saveStoredMapping(tx, mapping)
    record('mapping.saved', { mapping, byAgentId: caller.id, changes })
    return mapping
  })
