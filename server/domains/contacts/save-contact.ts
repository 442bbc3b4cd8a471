import { type Acting, agentIdOf, byOf, type TeamContext } from '#server/context'
import { assertMayOwn } from '#server/domains/companies/index'
import { editRecord, readCustom } from '#server/domains/fields/index'
import { accessPerson, addPerson, findPerson, findSurvivor, namePerson, phonesOf } from '#server/domains/people/index'
import { findSite } from '#server/domains/sites/index'
import type { FieldChange } from '#server/events/field-changes'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Contact } from '#shared/protocol/contacts'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import { sourceOf } from '#shared/rules/source'
import { eachOnce } from '#shared/rules/ways'
import { assertWorksAt, holdContact } from './access'
import { lockContactOf } from './queries'
import { assertKnown, unknownContact } from './rules'
import { beginContact, type ContactFact, tellContact } from './tell-contact'

/** A contact somebody of the team writes down: of a person who is known, or of somebody new. */
export const createContact = (
  { whose, details }: CheckedInputOf<'contact:create'>,
  { caller, change, now }: TeamContext,
): Promise<Contact> =>
  change(async (tx, record) => {
    const at = now()
    const known = {
      ...unknownContact,
      ownerId: agentIdOf(caller),
      ...details,
      emails: eachOnce(details.emails ?? []),
      phones: await phonesOf(tx, details.phones ?? []),
      custom: await readCustom(tx, 'contact', details.custom),
    }
    const person =
      'personId' in whose
        ? await knownPerson(tx, caller, whose.personId)
        : await newcomer(tx, record, caller, { siteId: whose.siteId, name: known.name, at })
    await assertMayOwn(tx, known.ownerId, person.siteId)
    await assertWorksAt(tx, known.companyId, person.siteId)
    const language = known.language || person.language
    const source = known.source || sourceOf((await findSite(tx, person.siteId))?.name ?? '', person.origin.url)
    const complete = { ...known, language, source }
    return beginContact({ tx, record, at }, { person, known: complete, byAgentId: agentIdOf(caller) })
  })

/** Changes fields of a contact, each refused by itself when somebody was faster. */
export const editContact = (
  { contactId, changes, movesOpen }: CheckedInputOf<'contact:edit'>,
  context: Acting,
): Promise<Contact> =>
  alter('contact.edited', contactId, context, async (before, tx) => {
    if (before.removed) throw new Refusal('not-found')
    await assertMayOwn(tx, changes.ownerId?.is, before.siteId)
    await assertWorksAt(tx, changes.companyId?.is, before.siteId)
    const { emails, phones } = changes
    const asked = {
      ...changes,
      ...(emails && { emails: { was: emails.was, is: eachOnce(emails.is) } }),
      ...(phones && { phones: { was: phones.was, is: await phonesOf(tx, phones.is) } }),
    }
    const { after, changes: changed } = await editRecord<Contact>(tx, 'contact', before, asked)
    if (changed.length === 0) return { contact: before }
    assertKnown(after)
    const moves = movesOpen && changed.some(({ field }) => field === 'ownerId')
    return { contact: { ...after, version: before.version + 1 }, changed, movesOpen: moves }
  })

/** Takes a contact out of every list; its person and all that belongs to them stay. */
export const removeContact = (
  { contactId }: CheckedInputOf<'contact:remove'>,
  context: TeamContext,
): Promise<Contact> =>
  alter('contact.removed', contactId, context, async (before) => {
    if (before.removed) throw new Refusal('not-found')
    return { contact: { ...before, removed: true, version: before.version + 1 } }
  })

/** Takes the removal back, unless its person has become another contact meanwhile. */
export const restoreContact = (
  { contactId }: CheckedInputOf<'contact:restore'>,
  context: TeamContext,
): Promise<Contact> =>
  alter('contact.restored', contactId, context, async (before, tx) => {
    if (!before.removed) return { contact: before }
    const person = await findSurvivor(tx, before.personId)
    if (!person || before.mergedInto || (await lockContactOf(tx, person.id))) throw new Refusal('contact-exists')
    return { contact: { ...before, personId: person.id, removed: false, version: before.version + 1 } }
  })

type Decided = { contact: Contact; changed?: FieldChange[]; movesOpen?: boolean }

const alter = (
  name: ContactFact,
  contactId: string,
  { caller, change }: Pick<Acting, 'caller' | 'change'>,
  decide: (before: Contact, tx: Tx) => Promise<Decided>,
): Promise<Contact> =>
  change(async (tx, record) => {
    const before = await holdContact(tx, caller, contactId)
    const { contact, changed = [], movesOpen } = await decide(before, tx)
    if (contact === before) return before
    const told = { ...byOf(caller), changes: changed, ...(movesOpen && { movesOpen }) }
    await tellContact({ tx, record }, name, contact, told)
    const person = changed.some(({ field }) => field === 'name') ? await findPerson(tx, contact.personId) : undefined
    if (person) await namePerson({ tx, record }, person, contact.name)
    return contact
  })

type Caller = TeamContext['caller']

/** Somebody who is known and is no contact yet. */
async function knownPerson(tx: Tx, caller: Caller, personId: string): Promise<Person> {
  const person = await accessPerson(tx, caller, personId)
  if (await lockContactOf(tx, person.id)) throw new Refusal('contact-exists')
  return person
}

/** Somebody nobody has written with yet. */
async function newcomer(
  tx: Tx,
  record: Recorder,
  { siteIds }: Caller,
  { siteId, name, at }: { siteId: string; name: string; at: string },
): Promise<Person> {
  if (!siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
  return addPerson(tx, record, { siteId, name, at })
}
