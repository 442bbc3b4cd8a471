import { z } from 'zod'
import { Keeper } from './beside'
import { by, Id, Instant, Rid, request, text } from './define'

/** What the team writes down about a deal, a person or a company. Never shown to the visitor. */
export const RecordNote = z.object({
  id: Id,
  record: Keeper,
  recordId: Id,
  agentId: Id.nullable(),
  /** Consoles show a few marks of Markdown as what they mean. */
  body: z.string(),
  /** Agents it calls by name; only such as may see what it stands beside. */
  mentions: z.array(Id),
  /** Kept on top. */
  pinned: z.boolean(),
  writtenAt: Instant,
  /** When its words were changed last; null where they are the first. */
  editedAt: Instant.nullable(),
  removed: z.boolean(),
  version: z.int(),
})
export type RecordNote = z.infer<typeof RecordNote>

/** What a note said until somebody changed it. */
export const NoteEdit = z.object({ at: Instant, was: z.string(), ...by })
export type NoteEdit = z.infer<typeof NoteEdit>

const body = text(4000)
const mentions = z.array(Id).max(20).default([])

/** The requests of notes beside one kind of record: the same ones everywhere, each with that record's permissions. */
const notesOf = <Owner extends z.ZodRawShape>(
  records: 'deals' | 'leads' | 'contacts' | 'companies',
  owner: Owner,
  path: `/${string}`,
) => {
  const of = records === 'companies' ? 'contacts' : records
  const read = { door: 'team', permission: `${of}.read`, limit: 'read' } as const
  const write = { door: 'team', permission: `${of}.write`, limit: 'change' } as const
  const tags = [`${records.charAt(0).toUpperCase()}${records.slice(1)}`]
  const one = `/${records}/notes/{noteId}` as const
  return {
    /** Pinned ones, then the newest. */
    notes: request(read)
      .route({ method: 'GET', path: `${path}/notes`, summary: 'Its notes', tags })
      .input(z.object(owner))
      .output(z.array(RecordNote)),
    note: request(write)
      .route({ method: 'POST', path: `${path}/notes`, summary: 'Leave a note', tags })
      .input(z.object({ ...owner, rid: Rid, body, mentions }))
      .output(RecordNote),
    editNote: request(write)
      .route({ method: 'PATCH', path: one, summary: 'Change the words of a note', tags })
      .input(z.object({ rid: Rid, noteId: Id, was: body, is: body, mentions }))
      .output(RecordNote),
    pinNote: request(write)
      .route({ method: 'POST', path: `${one}/pin`, summary: 'Keep a note on top, or no longer', tags })
      .input(z.object({ rid: Rid, noteId: Id, pinned: z.boolean() }))
      .output(RecordNote),
    removeNote: request(write)
      .route({ method: 'POST', path: `${one}/remove`, summary: 'Take a note away, or bring it back', tags })
      .input(z.object({ rid: Rid, noteId: Id, removed: z.boolean() }))
      .output(RecordNote),
    /** The latest first. */
    noteEdits: request(read)
      .route({ method: 'GET', path: `${one}/edits`, summary: 'What a note said before', tags })
      .input(z.object({ noteId: Id }))
      .output(z.array(NoteEdit)),
  }
}

export const dealNoteRequests = notesOf('deals', { dealId: Id }, '/deals/{dealId}')
export const leadNoteRequests = notesOf('leads', { leadId: Id }, '/leads/{leadId}')
export const contactNoteRequests = notesOf('contacts', { contactId: Id }, '/contacts/{contactId}')
export const companyNoteRequests = notesOf('companies', { companyId: Id }, '/companies/{companyId}')

const noteFact = z.object({
  note: RecordNote,
  siteId: Id,
  /** Whose history it belongs to; null where it is a company's. */
  personId: Id.nullable(),
  /** The deal's it stands beside: whoever may not know that knows nothing of its notes. Null beside anything else. */
  pipelineId: Id.nullable(),
  /** What the record it stands beside is called. */
  about: z.string(),
  ...by,
})

export const noteFacts = {
  'note.left': noteFact,
  /** `called` are those its words did not call before. */
  'note.edited': noteFact.extend({ was: z.string(), called: z.array(Id) }),
  'note.pinned': noteFact,
  'note.removed': noteFact,
  'note.restored': noteFact,
}
