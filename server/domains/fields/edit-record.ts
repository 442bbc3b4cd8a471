import { editFields, type FieldChange } from '#server/events/field-changes'
import type { Reader, Tx } from '#server/storage/db'
import type { Custom, CustomChanges, CustomField, FieldRecord } from '#shared/protocol/fields'
import { Refusal } from '#shared/protocol/refusals'
import { changedAs, valueFor } from '#shared/rules/custom-values'
import { listFieldsOf } from './queries'

type Asked<Row> = { [Name in keyof Row]?: { was: Row[Name]; is: Row[Name] } | undefined }
type Edited<Row> = { after: Row; changes: FieldChange[] }

/**
 * Changes fields of a record, those of the installation's own among them, each by itself.
 * @throws Refusal `stale` when somebody changed that very field since, `field-invalid` when it cannot hold what it
 * shall
 */
export async function editRecord<Row extends { custom: Custom }>(
  tx: Tx,
  record: FieldRecord,
  before: Row,
  { custom: asked = {}, ...plain }: Asked<Omit<Row, 'custom'>> & { custom?: CustomChanges },
): Promise<Edited<Row>> {
  const { after, changes } = editFields<Row>(before, plain as unknown as Asked<Row>)
  const own = await editCustom(tx, record, before.custom, asked)
  if (own.changes.length === 0) return { after, changes }
  return { after: { ...after, custom: own.after }, changes: [...changes, ...own.changes] }
}

/** The same for nothing but the fields of the installation's own. @throws Refusal `stale`, `field-invalid` */
export async function editCustom(
  tx: Tx,
  record: FieldRecord,
  before: Custom,
  asked: CustomChanges = {},
): Promise<Edited<Custom>> {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(asked)])]
  if (Object.keys(asked).length === 0) return { after: before, changes: [] }
  const known = Object.fromEntries(ids.map((id) => [changedAs(id), before[id] ?? null]))
  const said = Object.entries(asked).map(([id, { was, is }]) => [changedAs(id), { was: orNull(was), is: orNull(is) }])
  const { after, changes } = editFields<Custom>(known, Object.fromEntries(said))
  const fields = await listFieldsOf(tx, record)
  const changed = new Set(changes.map(({ field }) => field))
  for (const id of ids) if (changed.has(changedAs(id))) valueIn(fields, id, after[changedAs(id)] ?? null)
  return { after: filled(ids.map((id) => [id, after[changedAs(id)] ?? null])), changes }
}

/** What a new record is to say in fields of the installation's own. @throws Refusal `field-invalid` */
export async function readCustom(db: Reader, record: FieldRecord, said: Custom | undefined): Promise<Custom> {
  const ids = Object.keys(said ?? {})
  if (ids.length === 0) return {}
  const fields = await listFieldsOf(db, record)
  return filled(ids.map((id) => [id, valueIn(fields, id, said?.[id] ?? null)]))
}

const orNull = (said: Custom[string]): Custom[string] => (said === '' ? null : said)

/** What a field keeps of a value. One that is no longer asked for can only be emptied. */
function valueIn(fields: readonly CustomField[], id: string, said: Custom[string]): Custom[string] {
  const field = fields.find((one) => one.id === id)
  const value = field && valueFor(field, said)
  if (value === undefined || (field?.removed && value !== null))
    throw new Refusal('field-invalid', { field: changedAs(id) })
  return value
}

/** Nothing is not kept. */
const filled = (values: [string, Custom[string]][]): Custom =>
  Object.fromEntries(values.filter(([, value]) => value !== null))
