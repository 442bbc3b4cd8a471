import type { Reader, Tx } from '#server/storage/db'
import type { Note } from '#shared/protocol/conversations'
import type { NoteRow } from './tables'

const noteOf = (row: NoteRow): Note => ({
  id: row.id,
  conversationId: row.conversation_id,
  personId: row.person_id,
  agentId: row.agent_id,
  body: row.body,
  afterSeq: row.after_seq,
  n: row.n,
  writtenAt: row.written_at,
})

export async function insertNote(tx: Tx, note: Note): Promise<void> {
  await tx
    .insertInto('note')
    .values({
      id: note.id,
      conversation_id: note.conversationId,
      person_id: note.personId,
      agent_id: note.agentId,
      body: note.body,
      after_seq: note.afterSeq,
      n: note.n,
      written_at: note.writtenAt,
    })
    .execute()
}

/** Notes that stand between `from` and `to` (both included) of the thread. */
export async function listNotes(db: Reader, conversationId: string, from: number, to: number): Promise<Note[]> {
  const rows = await db
    .selectFrom('note')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('after_seq', '>=', from)
    .where('after_seq', '<=', to)
    .orderBy('after_seq')
    .orderBy('n')
    .execute()
  return rows.map(noteOf)
}
