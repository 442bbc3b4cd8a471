import type { Company, CompanyChanges, CompanyDetails } from '#shared/protocol/companies'
import type { Contact, ContactCard, ContactChanges, ContactDetails } from '#shared/protocol/contacts'
import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { CompanyMatch, PersonMatch } from '#shared/protocol/matches'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putContacts } from './reduce-contacts'
import { put, type State, set } from './state'
import { state, update } from './store'

/** The contact a person is, as far as it is known here. */
export const contactOf = ({ contacts }: State, personId: string): ContactCard | undefined =>
  [...contacts.values()].find(({ contact }) => contact.personId === personId && !contact.removed)

/** Makes a contact of somebody. @throws RefusedError `contact-exists`, `phone-invalid`, `details-required` */
export async function createContact(
  whose: InputOf<'contact:create'>['whose'],
  details: ContactDetails,
): Promise<ContactCard> {
  const rid = randomId()
  const { id } = await persist(() => ask.contact.create({ rid, whose, details }))
  return openContact(id)
}

/** Asks for a contact. */
export async function openContact(contactId: string): Promise<ContactCard> {
  const card = await persist(() => ask.contact.read({ contactId }))
  update((before) => ({ ...before, contacts: putContacts(before.contacts, [card]) }))
  return card
}

/** Changes one field, from what it was on screen. @throws RefusedError `stale` with `details.current` */
export function editContact<Field extends Exclude<keyof ContactChanges & keyof Contact, 'custom'>>(
  contact: Contact,
  field: Field,
  is: Contact[Field],
  was: Contact[Field] = contact[field],
  movesOpen = false,
): Promise<Contact> {
  const rid = randomId()
  const changes = { [field]: { was, is } } as ContactChanges
  return optimistic({
    guess: (before) => withContact(before, contact.id, { [field]: is }),
    attempt: () => persist(() => ask.contact.edit({ rid, contactId: contact.id, changes, movesOpen })),
    confirm: (before, saved) => withContact(before, saved.id, saved),
  })
}

export const removeContact = ({ id }: Contact) => done((rid) => ask.contact.remove({ rid, contactId: id }))
export const restoreContact = ({ id }: Contact) => done((rid) => ask.contact.restore({ rid, contactId: id }))

async function done(attempt: (rid: string) => Promise<Contact>): Promise<void> {
  const rid = randomId()
  const contact = await persist(() => attempt(rid))
  update((before) => withContact(before, contact.id, contact))
}

/** A contact with other fields; where it works is told by what is known of companies. */
function withContact(known: State, id: string, changes: Partial<Contact>): State {
  const card = known.contacts.get(id)
  if (!card) return known
  const contact = { ...card.contact, ...changes }
  const moved = contact.companyId !== card.contact.companyId
  const companyName = moved ? (known.companies.get(contact.companyId ?? '')?.name ?? null) : card.companyName
  return { ...known, contacts: set(known.contacts, id, { ...card, contact, companyName }) }
}

/** Makes a company. @throws RefusedError `domain-invalid`, `phone-invalid` */
export const createCompany = (siteId: string, details: CompanyDetails): Promise<Company> =>
  kept((rid) => ask.company.create({ rid, siteId, details }))

/** Asks for a company. */
export const openCompany = (companyId: string): Promise<Company> => kept(() => ask.company.read({ companyId }))

/** Changes one field, from what it was on screen. @throws RefusedError `stale` with `details.current` */
export function editCompany<Field extends Exclude<keyof CompanyChanges & keyof Company, 'custom'>>(
  { id: companyId }: Company,
  field: Field,
  is: Company[Field],
  was: Company[Field],
): Promise<Company> {
  const rid = randomId()
  const changes = { [field]: { was, is } } as CompanyChanges
  const withCompany = (before: State, company: Company | undefined): State =>
    company ? { ...before, companies: set(before.companies, companyId, company) } : before
  return optimistic({
    guess: (before) => {
      const company = before.companies.get(companyId)
      return withCompany(before, company && { ...company, [field]: is })
    },
    attempt: () => persist(() => ask.company.edit({ rid, companyId, changes })),
    confirm: withCompany,
  })
}

export const removeCompany = ({ id }: Company) => kept((rid) => ask.company.remove({ rid, companyId: id }))
export const restoreCompany = ({ id }: Company) => kept((rid) => ask.company.restore({ rid, companyId: id }))

async function kept(attempt: (rid: string) => Promise<Company>): Promise<Company> {
  const rid = randomId()
  const company = await persist(() => attempt(rid))
  update((before) => ({ ...before, companies: put(before.companies, company) }))
  return company
}

/** Who may be the one that is being written down. */
export const matchPeople = (asked: InputOf<'person:matches'>): Promise<PersonMatch[]> =>
  persist(() => ask.person.matches(asked))

/** Companies that may be meant. */
export const matchCompanies = (asked: InputOf<'company:matches'>): Promise<CompanyMatch[]> =>
  persist(() => ask.company.matches(asked))

/** Contacts of a site by some letters. */
export async function findContacts(siteId: string, q: string): Promise<readonly ContactCard[]> {
  const { items } = await persist(() => ask.contact.list({ siteId, q, limit: 8 }))
  update((before) => ({ ...before, contacts: putContacts(before.contacts, items) }))
  return items
}

/** Companies of a site by some letters. */
export async function findCompanies(siteId: string, q: string): Promise<readonly Company[]> {
  const { items } = await persist(() => ask.company.list({ siteId, q, limit: 8 }))
  update((before) => ({ ...before, companies: put(before.companies, ...items) }))
  return items
}

/** What belongs to a company: who works there, their deals and their conversations. */
export async function openCompanyWork(companyId: string) {
  const mayTalk = state.value.me?.permissions.includes('conversations.read')
  const mayDeal = state.value.me?.permissions.includes('deals.read')
  const [contacts, deals, conversations] = await Promise.all([
    persist(() => ask.contact.list({ company: companyId, limit: 200 })),
    mayDeal ? persist(() => ask.company.deals({ companyId })) : [],
    mayTalk ? persist(() => ask.company.conversations({ companyId })) : [],
  ])
  update((before) => ({ ...before, contacts: putContacts(before.contacts, contacts.items) }))
  return { contacts: contacts.items, deals, conversations }
}

/** What has happened with a person, a page at a time. */
export const readTimeline = (
  whose: Whose,
  asked: Omit<InputOf<'person:timeline'>, 'personId'>,
): Promise<OutputOf<'person:timeline'>> =>
  persist(() =>
    'personId' in whose ? ask.person.timeline({ ...whose, ...asked }) : ask.company.timeline({ ...whose, ...asked }),
  )

/** Whose time line it is. */
export type Whose = { personId: string } | { companyId: string }
