import { noteScope } from '#server/events/audience'
import { among } from '#server/storage/among'
import type { Reader, Tx } from '#server/storage/db'
import type { RecordNote } from '#shared/protocol/notes'
import type { RecordNoteRow } from './tables'

const noteOf = (row: RecordNoteRow): RecordNote => ({
  id: row.id,
  record: row.record,
  recordId: row.record_id,
  agentId: row.agent_id,
  body: row.body,
  mentions: JSON.parse(row.mentions),
  pinned: row.pinned === 1,
  writtenAt: row.written_at,
  editedAt: row.edited_at,
  removed: row.removed === 1,
  version: row.version,
})

const rowOf = (note: RecordNote): RecordNoteRow => ({
  id: note.id,
  record: note.record,
  record_id: note.recordId,
  agent_id: note.agentId,
  body: note.body,
  mentions: JSON.stringify(note.mentions),
  pinned: note.pinned ? 1 : 0,
  written_at: note.writtenAt,
  edited_at: note.editedAt,
  removed: note.removed ? 1 : 0,
  version: note.version,
})

export async function insertNote(tx: Tx, note: RecordNote): Promise<void> {
  await tx.insertInto('record_note').values(rowOf(note)).execute()
}

export async function saveNote(tx: Tx, note: RecordNote): Promise<void> {
  const { id, ...row } = rowOf(note)
  await tx.updateTable('record_note').set(row).where('id', '=', id).execute()
}

export async function findNote(db: Reader, id: string): Promise<RecordNote | undefined> {
  const row = await db.selectFrom('record_note').selectAll().where('id', '=', id).executeTakeFirst()
  return row && noteOf(row)
}

/** Takes a note's row for this change. */
export async function lockNote(tx: Tx, id: string): Promise<RecordNote | undefined> {
  const row = await tx
    .updateTable('record_note')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && noteOf(row)
}

/** Notes beside a record: pinned ones, then the newest. */
export async function listNotes(
  db: Reader,
  { record, recordId }: Pick<RecordNote, 'record' | 'recordId'>,
): Promise<RecordNote[]> {
  const rows = await db
    .selectFrom('record_note')
    .selectAll()
    .where('record', '=', record)
    .where('record_id', '=', recordId)
    .where('removed', '=', 0)
    .orderBy('pinned', 'desc')
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(noteOf)
}

/** What is told of the words of a note, the latest first. */
export const listEdits = (db: Reader, noteId: string) =>
  db
    .selectFrom('fact_scope')
    .innerJoin('fact', 'fact.n', 'fact_scope.n')
    .select(['fact.at', 'fact.data'])
    .where('fact_scope.scope', '=', noteScope(noteId))
    .where('fact.name', '=', 'note.edited')
    .orderBy('fact_scope.n', 'desc')
    .limit(100)
    .execute()

/** Notes of a person, or these of them, become another person's. @returns which */
export async function moveNotes(
  tx: Tx,
  { from, to }: { from: string; to: string },
  ids: readonly string[] | null = null,
): Promise<string[]> {
  const rows = await tx
    .updateTable('record_note')
    .set((eb) => ({ record_id: to, version: eb('version', '+', 1) }))
    .where('record', '=', 'person')
    .where('record_id', '=', from)
    .$if(ids !== null, (query) => query.where(among(tx, 'id', ids ?? [])))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).sort()
}
