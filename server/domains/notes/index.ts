import type { TeamContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Door } from '#shared/rules/doors'
import { readEdits, readNotes } from './read-notes'
import { editNote, leaveNote, pinNote, removeNote } from './write-note'

export { moveNotes } from './queries'

/** The requests of notes behind one door; the same ones behind each. */
const behind = (door: Door) => ({
  edit: (input: CheckedInputOf<'deal:editNote'>, context: TeamContext) => editNote(door, input, context),
  pin: (input: CheckedInputOf<'deal:pinNote'>, context: TeamContext) => pinNote(door, input, context),
  remove: (input: CheckedInputOf<'deal:removeNote'>, context: TeamContext) => removeNote(door, input, context),
  edits: ({ noteId }: CheckedInputOf<'deal:noteEdits'>, context: TeamContext) => readEdits(door, noteId, context),
})

const [ofDeal, ofLead, ofContact, ofCompany] = [behind('deal'), behind('lead'), behind('contact'), behind('company')]

type In<Name extends `${Door}:${'note' | 'notes'}`> = CheckedInputOf<Name>

export const handlers = {
  'deal:notes': ({ dealId }: In<'deal:notes'>, context: TeamContext) => readNotes('deal', dealId, context),
  'deal:note': ({ dealId, ...said }: In<'deal:note'>, context: TeamContext) => leaveNote('deal', dealId, said, context),
  'deal:editNote': ofDeal.edit,
  'deal:pinNote': ofDeal.pin,
  'deal:removeNote': ofDeal.remove,
  'deal:noteEdits': ofDeal.edits,
  'lead:notes': ({ leadId }: In<'lead:notes'>, context: TeamContext) => readNotes('lead', leadId, context),
  'lead:note': ({ leadId, ...said }: In<'lead:note'>, context: TeamContext) => leaveNote('lead', leadId, said, context),
  'lead:editNote': ofLead.edit,
  'lead:pinNote': ofLead.pin,
  'lead:removeNote': ofLead.remove,
  'lead:noteEdits': ofLead.edits,
  'contact:notes': ({ contactId }: In<'contact:notes'>, context: TeamContext) =>
    readNotes('contact', contactId, context),
  'contact:note': ({ contactId, ...said }: In<'contact:note'>, context: TeamContext) =>
    leaveNote('contact', contactId, said, context),
  'contact:editNote': ofContact.edit,
  'contact:pinNote': ofContact.pin,
  'contact:removeNote': ofContact.remove,
  'contact:noteEdits': ofContact.edits,
  'company:notes': ({ companyId }: In<'company:notes'>, context: TeamContext) =>
    readNotes('company', companyId, context),
  'company:note': ({ companyId, ...said }: In<'company:note'>, context: TeamContext) =>
    leaveNote('company', companyId, said, context),
  'company:editNote': ofCompany.edit,
  'company:pinNote': ofCompany.pin,
  'company:removeNote': ofCompany.remove,
  'company:noteEdits': ofCompany.edits,
}
