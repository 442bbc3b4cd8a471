import { type Acting, agentIdOf, byOf, type TeamContext } from '#server/context'
import { editRecord, readCustom } from '#server/domains/fields/index'
import { accessPerson, addPerson, findPerson, namePerson, phonesOf } from '#server/domains/people/index'
import { findSite } from '#server/domains/sites/index'
import type { FieldChange } from '#server/events/field-changes'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Lead, LeadVia } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { sourceOf } from '#shared/rules/source'
import { eachOnce } from '#shared/rules/ways'
import { accessLead, assertMayOwn } from './access'
import { beginLead } from './begin-lead'
import { listStatuses, lockOpenOf } from './queries'
import { assertKnown, assertOpen, move, unknown } from './rules'
import { type LeadFact, tellLead } from './tell-lead'

/** A lead somebody of the team writes down: of a person who is known, or of somebody new. */
export const createLead = (
  { whose, details }: CheckedInputOf<'lead:create'>,
  { caller, change, now }: TeamContext,
  via: LeadVia = caller.kind === 'key' ? 'api' : 'hand',
): Promise<Lead> =>
  change(async (tx, record) => {
    const at = now()
    const known = {
      ...unknown,
      ownerId: agentIdOf(caller),
      ...details,
      emails: eachOnce(details.emails ?? []),
      phones: await phonesOf(tx, details.phones ?? []),
      custom: await readCustom(tx, 'lead', details.custom),
    }
    const person =
      'personId' in whose
        ? await accessPerson(tx, caller, whose.personId)
        : await newcomer(tx, record, caller.siteIds, { siteId: whose.siteId, name: known.name, at })
    if ('personId' in whose && (await lockOpenOf(tx, person.id))) throw new Refusal('lead-exists')
    await assertMayOwn(tx, known.ownerId, person.siteId)
    const source = known.source || sourceOf((await findSite(tx, person.siteId))?.name ?? '', person.origin.url)
    const whoAsks = { via, by: byOf(caller), conversationId: null } as const
    return beginLead({ tx, record, at }, { person, known: { ...known, source }, ...whoAsks })
  })

/** Changes fields of a lead, each refused by itself when somebody was faster. */
export const editLead = ({ leadId, changes }: CheckedInputOf<'lead:edit'>, context: Acting): Promise<Lead> =>
  alter('lead.edited', leadId, context, async (before, tx) => {
    await assertMayOwn(tx, changes.ownerId?.is, before.siteId)
    const { emails, phones } = changes
    const asked = {
      ...changes,
      ...(emails && { emails: { was: emails.was, is: eachOnce(emails.is) } }),
      ...(phones && { phones: { was: phones.was, is: await phonesOf(tx, phones.is) } }),
    }
    const { after, changes: changed } = await editRecord<Lead>(tx, 'lead', before, asked)
    if (changed.length === 0) return { lead: before, changed }
    assertKnown(after)
    return { lead: { ...after, version: before.version + 1 }, changed }
  })

/** Gives a lead another status. */
export const setStatus = (
  { leadId, fromStatusId, statusId, reason }: CheckedInputOf<'lead:setStatus'>,
  context: TeamContext,
): Promise<Lead> =>
  alter('lead.moved', leadId, context, async (before, tx) => {
    const status = (await listStatuses(tx)).find(({ id }) => id === statusId)
    if (!status) throw new Refusal('not-found', { field: 'statusId' })
    return { lead: move(before, fromStatusId, status, reason, context.now()), changed: [] }
  })

/** Takes a lead out of every list; its person and all that was said stay. */
export const removeLead = ({ leadId }: CheckedInputOf<'lead:remove'>, context: TeamContext): Promise<Lead> =>
  alter('lead.removed', leadId, context, async (before) => ({
    lead: { ...before, removed: true, version: before.version + 1 },
    changed: [],
  }))

/** Takes the removal back, unless its person has become another lead meanwhile. */
export const restoreLead = (
  { leadId }: CheckedInputOf<'lead:restore'>,
  { caller, change }: TeamContext,
): Promise<Lead> =>
  change(async (tx, record) => {
    const before = await accessLead(tx, caller, leadId)
    if (!before.removed) return before
    if (await lockOpenOf(tx, before.personId)) throw new Refusal('lead-exists')
    const lead = { ...before, removed: false, version: before.version + 1 }
    return tellLead({ tx, record }, 'lead.restored', lead, { by: byOf(caller) })
  })

type Decided = { lead: Lead; changed: FieldChange[] }

const alter = (
  name: LeadFact,
  leadId: string,
  { caller, change }: Pick<Acting, 'caller' | 'change'>,
  decide: (before: Lead, tx: Tx) => Promise<Decided>,
): Promise<Lead> =>
  change(async (tx, record) => {
    const before = await accessLead(tx, caller, leadId)
    const status = (await listStatuses(tx)).find(({ id }) => id === before.statusId)
    if (!status) throw new Refusal('not-found')
    assertOpen(before, status)
    const { lead, changed } = await decide(before, tx)
    if (lead === before) return before
    const told = { by: byOf(caller), changes: changed, fromStatusId: before.statusId }
    await tellLead({ tx, record }, name, lead, told)
    const person = changed.some(({ field }) => field === 'name') ? await findPerson(tx, lead.personId) : undefined
    if (person) await namePerson({ tx, record }, person, lead.name)
    return lead
  })

/** Somebody nobody has written with yet. */
async function newcomer(
  tx: Tx,
  record: Recorder,
  siteIds: readonly string[],
  { siteId, name, at }: { siteId: string; name: string; at: string },
) {
  if (!siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
  return addPerson(tx, record, { siteId, name, at })
}
