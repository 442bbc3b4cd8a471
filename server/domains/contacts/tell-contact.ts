import { keepKeys, namePerson } from '#server/domains/people/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Contact } from '#shared/protocol/contacts'
import type { By } from '#shared/protocol/define'
import type { FactData, FactName } from '#shared/protocol/index'
import type { Person } from '#shared/protocol/people'
import { keysOfPerson } from '#shared/rules/record-keys'
import { findCard, insertContact, saveContact } from './queries'
import { assertKnown, type KnownContact } from './rules'

export type ContactFact = Extract<FactName, `contact.${string}`>
type Story = By & Partial<Pick<FactData<ContactFact>, 'changes' | 'movesOpen'>>

/** Writes a contact as it stands now, by what it is recognised, and tells it. Every change of a contact ends here. */
export async function tellContact(
  { tx, record }: { tx: Tx; record: Recorder },
  name: ContactFact,
  contact: Contact,
  { changes = [], movesOpen = false, ...by }: Story,
): Promise<Contact> {
  await (name === 'contact.created' ? insertContact(tx, contact) : saveContact(tx, contact))
  await keepKeys(tx, { ...contact, module: 'contact' }, contact.removed ? [] : keysOfPerson(contact))
  const card = await findCard(tx, contact.id)
  if (!card) throw new Error(`Contact ${contact.id} is not where it was written`)
  record(name, { ...card, ...by, changes, movesOpen })
  return contact
}

/** Somebody who is no contact becomes one, and is called as it says. */
export async function beginContact(
  ground: { tx: Tx; record: Recorder; at: string },
  { person, known, byAgentId }: { person: Person; known: KnownContact; byAgentId: string | null },
): Promise<Contact> {
  assertKnown(known)
  const whose = { id: newId(), siteId: person.siteId, personId: person.id }
  const contact = { ...known, ...whose, createdAt: ground.at, version: 1, removed: false, mergedInto: null }
  await tellContact(ground, 'contact.created', contact, { byAgentId })
  await namePerson(ground, person, known.name)
  return contact
}
