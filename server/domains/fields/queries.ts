import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { CustomField, FieldRecord } from '#shared/protocol/fields'
import type { FieldMapping } from '#shared/protocol/mapping'
import type { CustomFieldRow } from './tables'

const fieldOf = (row: CustomFieldRow): CustomField => ({
  ...row,
  options: JSON.parse(row.options),
  removed: row.removed === 1,
})

const rowOf = (field: CustomField): CustomFieldRow => ({
  id: field.id,
  record: field.record,
  name: field.name,
  kind: field.kind,
  options: JSON.stringify(field.options),
  rank: field.rank,
  version: field.version,
  removed: field.removed ? 1 : 0,
})

/** Every field there is or was, in order. */
export async function listFields(db: Reader): Promise<CustomField[]> {
  const rows = await db.selectFrom('custom_field').selectAll().orderBy('record').orderBy('rank').orderBy('id').execute()
  return rows.map(fieldOf)
}

/** Fields of one kind of record, removed ones too. */
export async function listFieldsOf(db: Reader, record: FieldRecord): Promise<CustomField[]> {
  const rows = await db
    .selectFrom('custom_field')
    .selectAll()
    .where('record', '=', record)
    .orderBy('rank')
    .orderBy('id')
    .execute()
  return rows.map(fieldOf)
}

/** Has whoever else changes fields wait: two at once could each add the last one a record may have. */
export async function holdFields(tx: Tx): Promise<void> {
  await tx.updateTable('lead_mapping').set({ version: sql`version` }).where('id', '=', 1).execute()
}

export async function insertField(tx: Tx, field: CustomField): Promise<void> {
  await tx.insertInto('custom_field').values(rowOf(field)).execute()
}

export async function saveField(tx: Tx, field: CustomField): Promise<void> {
  const { id, ...row } = rowOf(field)
  await tx.updateTable('custom_field').set(row).where('id', '=', id).execute()
}

/** What an admin said of where a lead's fields go; null while nobody has. */
export async function findStoredMapping(
  db: Reader,
): Promise<{ targets: FieldMapping['targets'] | null; version: number }> {
  const row = await db.selectFrom('lead_mapping').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  return { targets: row.targets === null ? null : JSON.parse(row.targets), version: row.version }
}

export async function saveStoredMapping(tx: Tx, { targets, version }: FieldMapping): Promise<void> {
  await tx
    .updateTable('lead_mapping')
    .set({ targets: JSON.stringify(targets), version })
    .where('id', '=', 1)
    .execute()
}
