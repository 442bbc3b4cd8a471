import type { NoteEdit, RecordNote } from '#shared/protocol/notes'
import { randomId } from '#shared/values/random'
import type { Beside } from './beside'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State, set } from './state'
import { update } from './store'

/** Notes beside a record: pinned ones, then the newest. */
export const notesOf = ({ notes }: State, { record, recordId }: Pick<Beside, 'record' | 'recordId'>): RecordNote[] =>
  [...notes.values()]
    .filter((note) => note.record === record && note.recordId === recordId && !note.removed)
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || (a.writtenAt < b.writtenAt ? 1 : -1))

type Said = { rid: string; body: string; mentions: string[] }

const doors = {
  deal: {
    notes: (dealId: string) => ask.deal.notes({ dealId }),
    note: (dealId: string, said: Said) => ask.deal.note({ dealId, ...said }),
  },
  lead: {
    notes: (leadId: string) => ask.lead.notes({ leadId }),
    note: (leadId: string, said: Said) => ask.lead.note({ leadId, ...said }),
  },
  contact: {
    notes: (contactId: string) => ask.contact.notes({ contactId }),
    note: (contactId: string, said: Said) => ask.contact.note({ contactId, ...said }),
  },
  company: {
    notes: (companyId: string) => ask.company.notes({ companyId }),
    note: (companyId: string, said: Said) => ask.company.note({ companyId, ...said }),
  },
}

/** Asks for the notes beside a record. */
export async function loadNotes({ of, id }: Beside): Promise<void> {
  const notes = await persist(() => doors[of].notes(id))
  update((before) => ({ ...before, notes: put(before.notes, ...notes) }))
}

/** Leaves a note; agents in `mentions` who may see what it stands beside are told. */
export async function writeNote(
  { of, id }: Pick<Beside, 'of' | 'id'>,
  body: string,
  mentions: string[],
): Promise<void> {
  const rid = randomId()
  const note = await persist(() => doors[of].note(id, { rid, body, mentions }))
  update((before) => ({ ...before, notes: put(before.notes, note) }))
}

/** Changes what a note says. @throws RefusedError `stale` with `details.current` */
export const editNote = ({ of }: Beside, note: RecordNote, is: string, mentions: string[]): Promise<RecordNote> =>
  changed(note, { body: is }, (rid) => ask[of].editNote({ rid, noteId: note.id, was: note.body, is, mentions }))

export const pinNote = ({ of }: Beside, note: RecordNote, pinned: boolean): Promise<RecordNote> =>
  changed(note, { pinned }, (rid) => ask[of].pinNote({ rid, noteId: note.id, pinned }))

/** Takes a note away, or brings it back. */
export const removeNote = ({ of }: Beside, note: RecordNote, removed: boolean): Promise<RecordNote> =>
  changed(note, { removed }, (rid) => ask[of].removeNote({ rid, noteId: note.id, removed }))

/** What a note said before, the latest first. */
export const readEdits = ({ of }: Beside, { id }: RecordNote): Promise<NoteEdit[]> =>
  persist(() => ask[of].noteEdits({ noteId: id }))

function changed(
  { id }: RecordNote,
  changes: Partial<RecordNote>,
  attempt: (rid: string) => Promise<RecordNote>,
): Promise<RecordNote> {
  const rid = randomId()
  return optimistic({
    guess: (before) => {
      const note = before.notes.get(id)
      return note ? { ...before, notes: set(before.notes, id, { ...note, ...changes }) } : before
    },
    attempt: () => persist(() => attempt(rid)),
    confirm: (before, note) => ({ ...before, notes: put(before.notes, note) }),
  })
}
