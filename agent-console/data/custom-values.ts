import type { Company } from '#shared/protocol/companies'
import type { Contact } from '#shared/protocol/contacts'
import type { Deal } from '#shared/protocol/deals'
import type { Custom, CustomValue } from '#shared/protocol/fields'
import type { Lead } from '#shared/protocol/leads'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putContacts } from './reduce-contacts'
import { putLeads } from './reduce-leads'
import { put, type State, set } from './state'
import { supposeDeal, withDeal } from './suppose-deal'

/** What a field of our own shall be, and what it was on screen. */
export type CustomEdit = { fieldId: string; is: CustomValue; was: CustomValue }

/** Fills a field of ours in a lead. @throws RefusedError `stale` with what stands there, `field-invalid` */
export const fillLead = ({ id }: Lead, edit: CustomEdit): Promise<Lead> =>
  optimistic({
    guess: (before) => {
      const card = before.leads.get(id)
      return card ? { ...before, leads: set(before.leads, id, { ...card, lead: filled(card.lead, edit) }) } : before
    },
    attempt: attempted((rid) => ask.lead.edit({ rid, leadId: id, changes: changesOf(edit) })),
    confirm: (before, lead) => {
      const card = before.leads.get(id)
      return card ? { ...before, leads: putLeads(before.leads, [{ ...card, lead }]) } : before
    },
  })

/** The same in a contact. */
export const fillContact = ({ id }: Contact, edit: CustomEdit): Promise<Contact> =>
  optimistic({
    guess: (before) => {
      const card = before.contacts.get(id)
      if (!card) return before
      return { ...before, contacts: set(before.contacts, id, { ...card, contact: filled(card.contact, edit) }) }
    },
    attempt: attempted((rid) => ask.contact.edit({ rid, contactId: id, changes: changesOf(edit), movesOpen: false })),
    confirm: (before, contact) => {
      const card = before.contacts.get(id)
      return card ? { ...before, contacts: putContacts(before.contacts, [{ ...card, contact }]) } : before
    },
  })

/** The same in a company. */
export const fillCompany = ({ id }: Company, edit: CustomEdit): Promise<Company> =>
  optimistic({
    guess: (before) => {
      const company = before.companies.get(id)
      return company ? { ...before, companies: set(before.companies, id, filled(company, edit)) } : before
    },
    attempt: attempted((rid) => ask.company.edit({ rid, companyId: id, changes: changesOf(edit) })),
    confirm: (before, company) => ({ ...before, companies: put(before.companies, company) }),
  })

/** The same in a deal. */
export const fillDeal = ({ id }: Deal, edit: CustomEdit): Promise<Deal> =>
  optimistic({
    guess: (before) => {
      const card = before.deals.get(id)
      return card ? supposeDeal(before, id, { custom: filled(card.deal, edit).custom }) : before
    },
    attempt: attempted((rid) => ask.deal.edit({ rid, dealId: id, changes: changesOf(edit) })),
    confirm: (before: State, deal: Deal) => withDeal(before, deal),
  })

const changesOf = ({ fieldId, is, was }: CustomEdit) => ({ custom: { [fieldId]: { was, is } } })

const filled = <Row extends { custom: Custom }>(row: Row, { fieldId, is }: CustomEdit): Row => ({
  ...row,
  custom: { ...row.custom, [fieldId]: is },
})

/** Asks under one name, however often. */
function attempted<Output>(attempt: (rid: string) => Promise<Output>): () => Promise<Output> {
  const rid = randomId()
  return () => persist(() => attempt(rid))
}
