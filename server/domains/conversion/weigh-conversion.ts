import { agentIdOf, type TeamCaller, type TeamContext } from '#server/context'
import { findCompany, listPeopleAt, matchCompanies } from '#server/domains/companies/index'
import { findCard, findCardOf, matchPeople } from '#server/domains/contacts/index'
import { listOpenOf } from '#server/domains/deals/index'
import { accessCard } from '#server/domains/leads/index'
import { findSurvivor } from '#server/domains/people/index'
import type { Reader } from '#server/storage/db'
import { atOneMoment } from '#server/storage/snapshot'
import type { CompanyTarget, ContactTarget, ConversionOptions } from '#shared/protocol/conversion'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { differences, type Mapped } from '#shared/rules/lead-mapping'
import { bringOf } from './bring-values'
import { filesOfLead } from './files-of-lead'
import { countBelongings } from './queries'

/** All there is to decide before a lead is converted. */
export const weighConversion = (
  { leadId }: CheckedInputOf<'lead:conversionOptions'>,
  { read, caller }: TeamContext,
): Promise<ConversionOptions> =>
  atOneMoment(read, async (db) => {
    const { lead } = await accessCard(db, caller, leadId)
    if (lead.converted) {
      const { contactId, companyId, dealId } = lead.converted
      throw new Refusal('lead-converted', { converted: { contactId, companyId, dealId } })
    }
    const person = await findSurvivor(db, lead.personId)
    if (!person) throw new Refusal('not-found')
    const brought = await bringOf(db, lead, person)
    const may = (permission: 'contacts.write' | 'deals.write' | 'tasks.write') => caller.permissions.has(permission)
    const { itself, contacts } = await contactsFor(db, caller, lead, brought)
    const companies = await companiesFor(db, caller, lead, brought)
    return {
      ...{ lead, itself, contacts, companies, brought },
      deals: await dealsFor(db, caller, lead.personId, contacts, companies),
      belongings: await countBelongings(db, caller, lead.personId),
      files: (await filesOfLead(db, lead, lead.personId)).length,
      may: { contacts: may('contacts.write'), deals: may('deals.write'), tasks: may('tasks.write') },
      ownerId: lead.ownerId ?? agentIdOf(caller),
    }
  })

/** Contacts the lead may be, each with why; or the one it is, and then no other. */
export async function contactsFor(
  db: Reader,
  caller: TeamCaller,
  lead: Lead,
  brought: Mapped,
): Promise<{ itself: ContactTarget | null; contacts: ContactTarget[] }> {
  if (!caller.permissions.has('contacts.read')) return { itself: null, contacts: [] }
  const mayWrite = caller.permissions.has('contacts.write')
  const known = await findCardOf(db, lead.personId)
  if (known) {
    const { contact, personCode, companyName } = known
    const who = { personId: lead.personId, personName: contact.name, personCode, contactId: contact.id }
    const same = { ...who, leadId: lead.id, companyName: companyName ?? '', score: 100, strength: 'strong' as const }
    const target = { contact, mayWrite, differences: differences(contact, brought.contact) }
    return { itself: { ...same, reasons: [], ...target }, contacts: [] }
  }
  const { siteId, name, emails, phones, company, personId } = lead
  const matches = await matchPeople(
    { siteId, name, emails, phones, company, exceptPersonId: personId },
    { read: db, caller },
  )
  const contacts: ContactTarget[] = []
  for (const match of matches) {
    const card = match.contactId ? await findCard(db, match.contactId) : undefined
    if (!card) continue
    const { contact } = card
    contacts.push({ ...match, contact, mayWrite, differences: differences(contact, brought.contact) })
  }
  return { itself: null, contacts }
}

async function companiesFor(db: Reader, caller: TeamCaller, lead: Lead, brought: Mapped): Promise<CompanyTarget[]> {
  if (!caller.permissions.has('contacts.read')) return []
  const { siteId, company: name, emails, phones, website } = lead
  const asked = { siteId, name, emails, phones, domains: website === '' ? [] : [website] }
  const targets: CompanyTarget[] = []
  for (const match of await matchCompanies(asked, { read: db, caller })) {
    const company = await findCompany(db, match.companyId)
    if (!company) continue
    const mayWrite = caller.permissions.has('contacts.write')
    targets.push({ ...match, company, mayWrite, differences: differences(company, brought.company) })
  }
  return targets
}

/** Open deals: what rides along first, then those of whom and where the lead may belong. */
async function dealsFor(
  db: Reader,
  caller: TeamCaller,
  personId: string,
  contacts: readonly ContactTarget[],
  companies: readonly CompanyTarget[],
) {
  if (!caller.permissions.has('deals.read')) return []
  const riding = await listOpenOf(db, [personId], caller)
  const others = new Set(contacts.map((match) => match.personId))
  for (const { companyId, strength } of companies)
    if (strength !== 'hint') for (const id of await listPeopleAt(db, companyId)) others.add(id)
  others.delete(personId)
  return [...riding, ...(await listOpenOf(db, [...others], caller))].slice(0, mostDeals)
}

const mostDeals = 50
