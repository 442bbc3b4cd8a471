import { agentIdOf } from '#server/context'
import { assertMayOwn } from '#server/domains/companies/index'
import { assertKnown, tellContact, unknownContact } from '#server/domains/contacts/index'
import { refill } from '#server/domains/people/index'
import { madeStep, setSteps } from '#server/domains/undo/index'
import { newId } from '#server/storage/ids'
import type { Contact } from '#shared/protocol/contacts'
import type { Person } from '#shared/protocol/people'
import { fillIn } from '#shared/rules/lead-mapping'
import { assertMay, type Ground } from './begin-act'

type Bringing = {
  person: Person
  brought: Readonly<Record<string, unknown>>
  companyId: string | null
}

/** Somebody becomes a contact with all their lead brings. */
export async function makeContact(
  ground: Ground,
  { person, brought, companyId, ownerId }: Bringing & { ownerId: string | null },
): Promise<Contact> {
  const { tx, at, caller, steps } = ground
  assertMay(caller, 'contacts.write')
  await assertMayOwn(tx, ownerId, person.siteId)
  const known = { ...fillIn(unknownContact, brought), ownerId, companyId }
  assertKnown(known)
  const whose = { id: newId(), siteId: person.siteId, personId: person.id }
  const contact: Contact = { ...known, ...whose, createdAt: at, version: 1, removed: false, mergedInto: null }
  await tellContact(ground, 'contact.created', contact, { byAgentId: agentIdOf(caller) })
  steps.push(madeStep('contact', contact))
  await callPerson(ground, person, contact)
  return contact
}

/** A contact that is there learns what the lead brings: blanks are filled, and what was chosen is taken. */
export async function enrichContact(
  ground: Ground,
  before: Contact,
  { person, brought, companyId, take }: Bringing & { take: readonly string[] },
): Promise<Contact> {
  const { caller, steps } = ground
  // Who may not change it was told so before: it is linked, and stays as it is.
  if (!caller.permissions.has('contacts.write')) return before
  const filled = fillIn(before, { ...brought, companyId }, take)
  const changed = setSteps('contact', before, filled)
  if (changed.length === 0) return before
  const contact = { ...filled, version: before.version + 1 }
  const changes = changed.flatMap((step) =>
    step.act === 'set' ? [{ field: step.field, was: step.was, is: step.is }] : [],
  )
  await tellContact(ground, 'contact.edited', contact, { byAgentId: agentIdOf(caller), changes })
  steps.push(...changed)
  await callPerson(ground, person, contact)
  return contact
}

/** A person is called as the contact they are. */
async function callPerson(ground: Ground, person: Person, { name }: Contact): Promise<void> {
  if (name === '' || name === person.name) return
  const after = await refill(ground, person, { name, attributes: person.attributes })
  ground.steps.push(...setSteps('person', person, after))
}
