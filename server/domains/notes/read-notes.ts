import type { TeamContext } from '#server/context'
import { accessBeside } from '#server/domains/records/index'
import type { FactData } from '#shared/protocol/index'
import type { NoteEdit, RecordNote } from '#shared/protocol/notes'
import type { Door } from '#shared/rules/doors'
import { accessNote } from './access'
import { findNote, listEdits, listNotes } from './queries'

/** Notes beside a record: pinned ones, then the newest. */
export const readNotes = async (door: Door, id: string, { read, caller }: TeamContext): Promise<RecordNote[]> =>
  listNotes(read, await accessBeside(read, caller, door, id))

/** What a note said before, the latest first. */
export async function readEdits(door: Door, noteId: string, { read, caller }: TeamContext): Promise<NoteEdit[]> {
  const { note } = await accessNote(read, caller, door, await findNote(read, noteId))
  return (await listEdits(read, note.id)).map(({ at, data }) => {
    const { was, byAgentId, byKey, byRule } = JSON.parse(data) as FactData<'note.edited'>
    return { at, was, byAgentId, ...(byKey ? { byKey } : {}), ...(byRule ? { byRule } : {}) }
  })
}
