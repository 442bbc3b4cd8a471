import { agentIdOf, type TeamContext } from '#server/context'
import { holdContact, tellContact } from '#server/domains/contacts/index'
import { findStatus, lockOpenOf, tellLead } from '#server/domains/leads/index'
import { refill } from '#server/domains/people/index'
import { insertChange, keptMs, setSteps } from '#server/domains/undo/index'
import { newId } from '#server/storage/ids'
import type { Contact } from '#shared/protocol/contacts'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { spread } from '#shared/rules/custom-values'
import { fillIn } from '#shared/rules/lead-mapping'
import { type Ground, groundOf } from './begin-act'
import { join } from './join-rows'
import { countBelongings } from './queries'

/**
 * Two contacts turn out to be one: one remains, and has all that belonged to either.
 * @throws Refusal `merge-itself`, `merge-elsewhere`, `match-gone`
 */
export const mergeContacts = (
  { contactId, otherId, take }: CheckedInputOf<'contact:merge'>,
  { caller, change, now }: TeamContext,
): Promise<OutputOf<'contact:merge'>> =>
  change(async (tx, record) => {
    const ground = groundOf(tx, record, now(), caller)
    const { at, steps } = ground
    const held = new Map<string, Contact>()
    for (const id of [contactId, otherId].sort()) held.set(id, await holdContact(tx, caller, id))
    const [before, other] = [held.get(contactId), held.get(otherId)]
    if (!before || !other) throw new Refusal('not-found')
    if (contactId === otherId) throw new Refusal('merge-itself')
    if (before.siteId !== other.siteId) throw new Refusal('merge-elsewhere')
    if (before.removed || other.removed) throw new Refusal('match-gone')
    const byAgentId = agentIdOf(caller)
    const belongings = await countBelongings(tx, caller, other.personId)

    const gone = { ...other, removed: true, mergedInto: before.id, version: other.version + 1 }
    await tellContact(ground, 'contact.removed', gone, { byAgentId })
    steps.push(...setSteps('contact', other, gone))
    await closeSecondLead(ground, before, other)
    const person = await join(ground, other.personId, before.personId)
    const contact = await takeOver(ground, before, other, take)
    if (contact.name !== '' && contact.name !== person.name) {
      const called = await refill(ground, person, { name: contact.name, attributes: person.attributes })
      steps.push(...setSteps('person', person, called))
    }

    const change = {
      ...{ id: newId(), kind: 'merge' as const, personId: before.personId, leadId: null, contactId: before.id },
      ...{ about: other.name || other.emails[0] || other.phones[0] || '', byAgentId, at },
      expiresAt: new Date(Date.parse(at) + keptMs).toISOString(),
    }
    await insertChange(tx, { ...change, siteId: before.siteId, goneId: other.personId, steps })
    return { contact, belongings, change }
  })

/** What the other one says fills blanks, and takes the place of what was chosen. */
async function takeOver(ground: Ground, before: Contact, other: Contact, take: readonly string[]): Promise<Contact> {
  const { companyId, name, emails, phones, title, language, timeZone, website } = other
  const { address, description, source, tags, ownerId, mayMail, custom } = other
  const said = { companyId, name, emails, phones, title, language, timeZone, website }
  const filled = fillIn(
    before,
    { ...said, ...spread({ address, description, source, tags, ownerId, mayMail, custom }) },
    take,
  )
  const changed = setSteps('contact', before, filled)
  if (changed.length === 0) return before
  const contact = { ...filled, version: before.version + 1 }
  const changes = changed.flatMap((step) =>
    step.act === 'set' ? [{ field: step.field, was: step.was, is: step.is }] : [],
  )
  await tellContact(ground, 'contact.edited', contact, { byAgentId: agentIdOf(ground.caller), changes })
  ground.steps.push(...changed)
  return contact
}

/** A person has one open lead at most: of two the other one's became the contact that remains, and stays to be read. */
async function closeSecondLead(ground: Ground, remaining: Contact, other: Contact): Promise<void> {
  const { tx, at, caller, by } = ground
  if (!(await lockOpenOf(tx, remaining.personId))) return
  const before = await lockOpenOf(tx, other.personId)
  if (!before) return
  const status = await findStatus(tx, 'converted')
  const converted = { at, byAgentId: agentIdOf(caller), contactId: remaining.id, companyId: null, dealId: null }
  const lead: Lead = { ...before, statusId: status.id, statusSince: at, converted, version: before.version + 1 }
  await tellLead(ground, 'lead.moved', lead, { by, fromStatusId: before.statusId })
  ground.steps.push(...setSteps('lead', before, lead))
}
