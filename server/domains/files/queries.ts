import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { StoredFile } from '#shared/protocol/files'
import type { FileRow } from './tables'

const fileOf = (row: FileRow): StoredFile => ({
  id: row.id,
  record: row.record,
  recordId: row.record_id,
  personId: row.person_id,
  siteId: row.site_id,
  name: row.name,
  type: row.type,
  size: row.size,
  agentId: row.agent_id,
  addedAt: row.added_at,
  version: row.version,
  removed: row.removed === 1,
})

export async function findFile(db: Reader, id: string): Promise<StoredFile | undefined> {
  const row = await db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fileOf(row)
}

type Keeping = Pick<StoredFile, 'record' | 'recordId'>

/** Files beside a record, the newest first. */
export async function listFiles(db: Reader, { record, recordId }: Keeping): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('file')
    .selectAll()
    .where('record', '=', record)
    .where('record_id', '=', recordId)
    .where('removed', '=', 0)
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(fileOf)
}

/** Files beside a person, which no deal has, the oldest first: all of them, or those that came since. */
export async function listFree(db: Reader, personId: string, since: string | null = null): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('file')
    .selectAll()
    .where('record', '=', 'person')
    .where('record_id', '=', personId)
    .where('removed', '=', 0)
    .$if(since !== null, (query) => query.where('added_at', '>=', since ?? ''))
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map(fileOf)
}

/** Takes a file's row for this change. */
export async function lockFile(tx: Tx, id: string): Promise<StoredFile | undefined> {
  const row = await lock(tx).where('id', '=', id).returningAll().executeTakeFirst()
  return row && fileOf(row)
}

/** Takes what stands beside a deal for this change. */
export async function lockFilesOfDeal(tx: Tx, dealId: string): Promise<StoredFile[]> {
  const rows = await lock(tx)
    .where('record', '=', 'deal')
    .where('record_id', '=', dealId)
    .where('removed', '=', 0)
    .returningAll()
    .execute()
  return rows.map(fileOf).sort((a, b) => (a.id < b.id ? -1 : 1))
}

const lock = (tx: Tx) => tx.updateTable('file').set((eb) => ({ version: eb.ref('version') }))

/** Writes beside what a file stands. */
export async function savePlace(tx: Tx, { id, record, recordId, version }: StoredFile): Promise<void> {
  await tx.updateTable('file').set({ record, record_id: recordId, version }).where('id', '=', id).execute()
}

export async function insertFile(tx: Tx, file: StoredFile, sha256: string): Promise<void> {
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      record: file.record,
      record_id: file.recordId,
      person_id: file.personId,
      site_id: file.siteId,
      name: file.name,
      type: file.type,
      size: file.size,
      sha256,
      agent_id: file.agentId,
      added_at: file.addedAt,
      version: file.version,
      removed: 0,
    })
    .execute()
}

/** Marks a file as removed; undefined when it was already. */
export async function markRemoved(tx: Tx, id: string): Promise<StoredFile | undefined> {
  const row = await tx
    .updateTable('file')
    .set({ removed: 1, version: sql`version + 1` })
    .where('id', '=', id)
    .where('removed', '=', 0)
    .returningAll()
    .executeTakeFirst()
  return row && fileOf(row)
}

/** Those of the given ids that a living row names. */
export async function listLiving(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('file').select('id').where('id', 'in', ids).where('removed', '=', 0).execute()
  return new Set(rows.map(({ id }) => id))
}
