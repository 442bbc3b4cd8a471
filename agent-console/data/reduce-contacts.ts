import type { Company } from '#shared/protocol/companies'
import type { ContactCard } from '#shared/protocol/contacts'
import type { Reducers } from './reducers'
import { put, type State } from './state'

/** Every contact fact brings the contact as it stands. */
const tellContact = (state: State, { data: { contact, personCode, companyName } }: { data: ContactCard }): State => ({
  ...state,
  contacts: putContacts(state.contacts, [{ contact, personCode, companyName }]),
})

/** Every company fact brings the company as it stands; contacts say where they work. */
const tellCompany = (state: State, { data: { company } }: { data: { company: Company } }): State => ({
  ...state,
  companies: put(state.companies, company),
  contacts: renamed(state.contacts, company),
})

export const reduceContacts: Reducers<
  | `contact.${'created' | 'edited' | 'removed' | 'restored'}`
  | `company.${'created' | 'edited' | 'removed' | 'restored'}`
> = {
  'contact.created': tellContact,
  'contact.edited': tellContact,
  'contact.removed': tellContact,
  'contact.restored': tellContact,
  'company.created': tellCompany,
  'company.edited': tellCompany,
  'company.removed': tellCompany,
  'company.restored': tellCompany,
}

/** Contacts in; of two versions of one the higher stays. */
export function putContacts(
  map: ReadonlyMap<string, ContactCard>,
  cards: readonly ContactCard[],
): ReadonlyMap<string, ContactCard> {
  const fresh = cards.filter(({ contact }) => (map.get(contact.id)?.contact.version ?? -1) <= contact.version)
  if (fresh.length === 0) return map
  const next = new Map(map)
  for (const card of fresh) next.set(card.contact.id, card)
  return next
}

function renamed(map: ReadonlyMap<string, ContactCard>, { id, name, removed }: Company) {
  const companyName = removed ? null : name
  const other = [...map.values()].filter((one) => one.contact.companyId === id && one.companyName !== companyName)
  if (other.length === 0) return map
  const next = new Map(map)
  for (const card of other) next.set(card.contact.id, { ...card, companyName })
  return next
}
