import type { TeamCaller } from '#server/context'
import { findCompany } from '#server/domains/companies/index'
import type { Reader, Tx } from '#server/storage/db'
import type { Contact, ContactCard } from '#shared/protocol/contacts'
import { Refusal } from '#shared/protocol/refusals'
import { findCard, lockContact } from './queries'

/** A contact of a site this agent works on, taken for this change. Otherwise `not-found`, whatever the reason. */
export async function holdContact(tx: Tx, caller: TeamCaller, id: string): Promise<Contact> {
  const contact = await lockContact(tx, id)
  if (!contact || !caller.siteIds.includes(contact.siteId)) throw new Refusal('not-found')
  return contact
}

/** The same, to be read. An old link to a contact that was merged leads to the one that remains. */
export async function accessCard(db: Reader, caller: TeamCaller, id: string): Promise<ContactCard> {
  const card = await findRemaining(db, id)
  if (!card || card.contact.removed || !caller.siteIds.includes(card.contact.siteId)) throw new Refusal('not-found')
  return card
}

/** Refuses a company of another site, or one that is not there: nothing links across sites. */
export async function assertWorksAt(db: Reader, companyId: string | null | undefined, siteId: string): Promise<void> {
  if (!companyId) return
  const company = await findCompany(db, companyId)
  if (!company || company.removed || company.siteId !== siteId) throw new Refusal('not-found', { field: 'companyId' })
}

/** A contact, or the one it was merged into. */
async function findRemaining(db: Reader, id: string): Promise<ContactCard | undefined> {
  const card = await findCard(db, id)
  const into = card?.contact.mergedInto
  return into ? findRemaining(db, into) : card
}
