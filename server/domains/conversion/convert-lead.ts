import { agentIdOf, type TeamContext } from '#server/context'
import { holdContact } from '#server/domains/contacts/index'
import { findNewest } from '#server/domains/conversations/index'
import { accessLead, findStatus, saveLead, tellLead } from '#server/domains/leads/index'
import { findSurvivor } from '#server/domains/people/index'
import { listFree } from '#server/domains/tasks/index'
import { insertChange, keptMs, setSteps } from '#server/domains/undo/index'
import { newId } from '#server/storage/ids'
import type { Contact } from '#shared/protocol/contacts'
import type { ConversionChoice, ConversionResult } from '#shared/protocol/conversion'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import type { Mapped } from '#shared/rules/lead-mapping'
import { enrichContact, makeContact } from './become-contact'
import { assertMay, type Ground, groundOf } from './begin-act'
import { bringOf } from './bring-values'
import { filesOfLead } from './files-of-lead'
import { byId, withoutPointers } from './find-blocks'
import { findCompanyFor } from './find-company'
import { findDealFor, planFirst } from './find-deal'
import { join } from './join-rows'
import { countBelongings } from './queries'
import { contactsFor } from './weigh-conversion'

/** A lead becomes a contact, with all that is theirs: the whole of it, or nothing. */
export const convertLead = (
  { leadId, version, choice }: CheckedInputOf<'lead:convert'>,
  { caller, change, now }: TeamContext,
): Promise<ConversionResult> =>
  change((tx, record) => convert(groundOf(tx, record, now(), caller), leadId, choice, version))

/**
 * @throws Refusal `lead-converted` with what it became, `lead-changed` when it is not what was decided on,
 * `match-strong`, `match-gone`
 */
export async function convert(
  ground: Ground,
  leadId: string,
  choice: ConversionChoice,
  version: number,
): Promise<ConversionResult> {
  const { tx, at, by, caller, steps } = ground
  const lead = await accessLead(tx, caller, leadId)
  assertConvertible(lead, version)
  const own = await findSurvivor(tx, lead.personId)
  if (!own) throw new Refusal('not-found')
  const brought = await bring(ground, lead, own, choice)
  const belongings = await countBelongings(tx, caller, own.id)
  const conversationId = (await findNewest(tx, own.id))?.id ?? null
  const taskIds = (await listFree(tx, own.id)).map(({ id }) => id)
  const files = choice.files === 'deal' ? await filesOfLead(tx, lead, own.id) : []
  const ownerId = choice.ownerId === undefined ? (lead.ownerId ?? agentIdOf(caller)) : choice.ownerId

  const target = await findTarget(ground, choice.contact, lead, brought)
  const isOther = target !== null && target.personId !== own.id
  // A person has one open lead at most: this one is closed before it comes to somebody who may have one.
  if (isOther) await saveLead(tx, { ...lead, converted: became(ground, { contactId: target.id }) })
  const person = isOther ? await join(ground, own.id, target.personId) : own

  const company = await findCompanyFor(ground, choice.company, { lead, brought: brought.company, ownerId })
  const companyId = company?.id ?? null
  const bringing = { person, brought: brought.contact, companyId }
  const contact =
    target && choice.contact.how === 'existing'
      ? await enrichContact(ground, target, { ...bringing, take: choice.contact.take })
      : await makeContact(ground, { ...bringing, ownerId })
  const called = (await findSurvivor(tx, person.id)) ?? person
  const isChosen = choice.ownerId !== undefined
  const forDeal = { person: called, conversationId, brought: brought.deal, ownerId, isChosen, taskIds, files }
  const deal = await findDealFor(ground, choice.deal, forDeal)
  const task = choice.task && (await planFirst(ground, choice.task, { ...forDeal, deal }))

  const ids = { contactId: contact.id, companyId, dealId: deal?.id ?? null }
  const status = await findStatus(tx, 'converted')
  const held = isOther ? { ...(await accessLead(tx, caller, leadId)), converted: null } : lead
  const after: Lead = {
    ...{ ...held, statusId: status.id, statusSince: at, converted: became(ground, ids), version: held.version + 1 },
  }
  const madeDeal = choice.deal.how === 'new'
  const reason = choice.contact.how === 'new' ? choice.contact.reason : ''
  const made = steps.flatMap((step) => (step.act === 'made' ? [step.record as ConversionResult['made'][number]] : []))
  // Whoever converts knows, and where nothing was made nobody was given anything.
  const isNews = choice.tellOwner && made.length > 0 && ownerId !== agentIdOf(caller)
  const told = { ...ids, madeDeal, reason, toldAgentId: isNews ? ownerId : null }
  const story = { by, conversationId, fromStatusId: lead.statusId, became: told }
  await tellLead(ground, 'lead.converted', after, story)
  steps.push(...setSteps('lead', held, after))

  const change = {
    ...{ id: newId(), kind: 'conversion' as const, personId: person.id, leadId, contactId: contact.id },
    ...{ about: lead.name || lead.emails[0] || lead.phones[0] || own.code, byAgentId: agentIdOf(caller), at },
    expiresAt: new Date(Date.parse(at) + keptMs).toISOString(),
  }
  await insertChange(tx, { ...change, siteId: lead.siteId, goneId: isOther ? own.id : null, steps })
  const filesToDeal = byId(withoutPointers(steps), 'file').size
  return { lead: after, ...ids, taskId: task?.id ?? null, made, belongings, filesToDeal, change }
}

function assertConvertible(lead: Lead, version: number): void {
  if (lead.removed) throw new Refusal('not-found')
  if (lead.converted) {
    const { contactId, companyId, dealId } = lead.converted
    throw new Refusal('lead-converted', { converted: { contactId, companyId, dealId } })
  }
  if (lead.version !== version) throw new Refusal('lead-changed', { current: lead.version })
}

const became = (
  { at, caller }: Ground,
  ids: { contactId: string; companyId?: string | null; dealId?: string | null },
) => ({
  ...{ at, byAgentId: agentIdOf(caller), companyId: null, dealId: null },
  ...ids,
})

async function bring({ tx }: Ground, lead: Lead, person: Person, choice: ConversionChoice): Promise<Mapped> {
  const brought = await bringOf(tx, lead, person)
  if (choice.tags) return brought
  const without = ({ tags: _, ...rest }: Record<string, unknown>) => rest
  const { contact, company, deal, left } = brought
  return { contact: without(contact), company: without(company), deal: without(deal), left }
}

/** The contact that was chosen, as it stands now; null where a new one is made. */
async function findTarget(
  { tx, caller }: Ground,
  choice: ConversionChoice['contact'],
  lead: Lead,
  brought: Mapped,
): Promise<Contact | null> {
  const { itself, contacts } = await contactsFor(tx, caller, lead, brought)
  if (choice.how === 'new') {
    if (itself) throw new Refusal('contact-exists')
    const isThere = contacts.some(({ strength }) => strength === 'strong')
    if (isThere && choice.reason === '') throw new Refusal('match-strong', { field: 'reason' })
    return null
  }
  assertMay(caller, 'contacts.read')
  const contact = await holdContact(tx, caller, choice.contactId)
  if (contact.siteId !== lead.siteId) throw new Refusal('merge-elsewhere')
  if (contact.removed) throw new Refusal('match-gone', { field: 'contact' })
  // Somebody who is a contact is merged with another one as a contact, where both are looked at.
  if (itself && itself.contact.id !== contact.id) throw new Refusal('contact-exists')
  return contact
}
