import type { CustomField } from '#shared/protocol/fields'
import type { OutputOf } from '#shared/protocol/index'
import type { LeadMapping, MapTarget } from '#shared/rules/lead-mapping'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { addFieldLike } from './fields'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putMapping } from './reduce-fields'
import { state } from './store'

type Targets = MapTarget[]
type Changes = Record<string, { was: Targets; is: Targets }>

/** Where the fields of a lead go, as far as anybody said; fields that were removed since are still in it. */
export const mappingNow = (): LeadMapping => state.value.leadMapping.targets as LeadMapping

/** Says where a field of a lead goes. @throws RefusedError `stale`, `mapping-incompatible` */
export const mapField = (field: string, is: Targets): Promise<void> =>
  save({ [field]: { was: [...(mappingNow()[field] ?? [])], is } })

/** Fields that go elsewhere than in another mapping. */
export const differing = (a: LeadMapping, b: LeadMapping): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => JSON.stringify(a[field] ?? []) !== JSON.stringify(b[field] ?? []),
  )

/** Every field goes where another mapping says: the usual one, or the one before. */
export function setMapping(is: LeadMapping): Promise<void> {
  const now = mappingNow()
  const changes = differing(now, is).map((field) => [
    field,
    { was: [...(now[field] ?? [])], is: [...(is[field] ?? [])] },
  ])
  return save(Object.fromEntries(changes))
}

/** Makes a field like one of a lead's in another record, and has the lead's go there. */
export async function mapToNewField(
  from: { field: string; name: string; kind: CustomField['kind']; options: CustomField['options'] },
  record: MapTarget['record'],
): Promise<void> {
  const made = await addFieldLike(record, from)
  const options = Object.fromEntries(from.options.map(({ id }, at) => [id, made.options[at]?.id ?? '']))
  const target = { record, field: `custom.${made.id}`, ...(from.kind === 'list' && { options }) }
  const others = (mappingNow()[from.field] ?? []).filter((one) => one.record !== record)
  await mapField(from.field, [...others, target])
}

/** What of a lead would go where. @throws RefusedError `not-found` */
export const tryMapping = (leadId: string): Promise<OutputOf<'mapping:try'>> =>
  persist(() => ask.mapping.try({ leadId }))

async function save(changes: Changes): Promise<void> {
  if (Object.keys(changes).length === 0) return
  const rid = randomId()
  const fresh = Object.fromEntries(Object.entries(changes).map(([field, { is }]) => [field, is]))
  await optimistic({
    guess: (before) => {
      const { targets, version } = before.leadMapping
      return { ...before, leadMapping: { targets: { ...targets, ...fresh }, version } }
    },
    attempt: () => persist(() => ask.mapping.save({ rid, changes })),
    confirm: putMapping,
  })
}
