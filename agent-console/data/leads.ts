import { computed, signal } from '@preact/signals'
import type { Fact, InputOf, OutputOf } from '#shared/protocol/index'
import type { Lead, LeadCard, LeadChanges, LeadDetails, LeadStatus } from '#shared/protocol/leads'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { dealNews } from './deal-moves'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { putLeads } from './reduce-leads'
import { type State, set } from './state'
import { state, update } from './store'

const heard = signal(0)
/** Counts what happens to leads and to the deals they became, for whoever must ask something again. */
export const leadNews = computed(() => heard.value + dealNews.value)

/** Takes in that something happened to a lead. */
export function noteLead({ name }: Fact): void {
  if (name.startsWith('lead.')) heard.value++
}

/** Statuses in the order of a lead's way. */
export const statusesOf = ({ leadStatuses }: State): LeadStatus[] =>
  [...leadStatuses.values()].sort((a, b) => a.position - b.position)

/** What a lead's status means. */
export const kindOf = ({ leadStatuses }: State, { statusId }: Lead): LeadStatus['kind'] =>
  leadStatuses.get(statusId)?.kind ?? 'new'

/** The lead somebody is now: one that is neither converted nor removed. */
export const leadOf = (known: State, personId: string): LeadCard | undefined =>
  [...known.leads.values()].find(
    ({ lead }) => lead.personId === personId && !lead.removed && kindOf(known, lead) !== 'converted',
  )

/** How many leads stand in a status, on all sites. */
export const countIn = ({ leadCounts }: State, statusId: string): number =>
  [...leadCounts.values()].reduce((sum, one) => sum + (one.statusId === statusId ? one.count : 0), 0)

/** How many leads nobody has looked after yet. */
export const countNew = (known: State): number =>
  statusesOf(known).reduce((sum, { id, kind }) => sum + (kind === 'new' ? countIn(known, id) : 0), 0)

/** Somebody becomes a lead. @throws RefusedError `lead-exists`, `details-required`, `phone-invalid` */
export async function createLead(whose: InputOf<'lead:create'>['whose'], details: LeadDetails): Promise<Lead> {
  const rid = randomId()
  const lead = await persist(() => ask.lead.create({ rid, whose, details }))
  update((before) => withLead(before, lead))
  return lead
}

export type LeadField = Exclude<keyof LeadChanges & keyof Lead, 'custom'>

/** Changes one field from what it was on screen. @throws RefusedError `stale` with what stands there */
export const editLead = <Field extends LeadField>(
  lead: Lead,
  field: Field,
  is: Lead[Field],
  was: Lead[Field],
): Promise<Lead> =>
  guess(lead, { [field]: is }, (rid) => {
    const changes = { [field]: { was, is } } as LeadChanges
    return ask.lead.edit({ rid, leadId: lead.id, changes })
  })

/** Gives a lead another status. @throws RefusedError `stale`, `reason-required` */
export const setStatus = (lead: Lead, statusId: string, reason = ''): Promise<Lead> =>
  guess(lead, { statusId, reason }, (rid) =>
    ask.lead.setStatus({ rid, leadId: lead.id, fromStatusId: lead.statusId, statusId, reason }),
  )

/**
 * Follows somebody no further, and says why. Shown when it is done: whoever is asked for the reason must not lose sight
 * of the lead before. @throws RefusedError `reason-required`, `stale`
 */
export async function giveUp(lead: Lead, statusId: string, reason: string): Promise<void> {
  const rid = randomId()
  const input = { rid, leadId: lead.id, fromStatusId: lead.statusId, statusId, reason }
  const given = await persist(() => ask.lead.setStatus(input))
  update((before) => withLead(before, given))
}

export const removeLead = (lead: Lead): Promise<Lead> =>
  guess(lead, { removed: true }, (rid) => ask.lead.remove({ rid, leadId: lead.id }))

export const restoreLead = (lead: Lead): Promise<Lead> =>
  guess(lead, { removed: false }, (rid) => ask.lead.restore({ rid, leadId: lead.id }))

/** A page of leads; what it brings becomes known. */
export async function pageLeads(input: InputOf<'lead:list'>): Promise<OutputOf<'lead:list'>> {
  const page = await persist(() => ask.lead.list(input))
  update((before) => ({ ...before, leads: putLeads(before.leads, page.items) }))
  return page
}

/** How many leads a list shows. */
export const countLeads = async (words: InputOf<'lead:count'>): Promise<number> =>
  (await persist(() => ask.lead.count(words))).count

/** Asks for one lead. @throws RefusedError `not-found` */
export async function openLead(leadId: string): Promise<Lead> {
  const card = await persist(() => ask.lead.read({ leadId }))
  update((before) => ({ ...before, leads: putLeads(before.leads, [card]) }))
  return card.lead
}

/** Gives a status another name. @throws RefusedError `name-taken`, `stale` */
export async function renameStatus({ id, name }: LeadStatus, is: string, was = name): Promise<LeadStatus> {
  const rid = randomId()
  const status = await persist(() => ask.status.edit({ rid, statusId: id, changes: { name: { was, is } } }))
  update((before) => ({ ...before, leadStatuses: set(before.leadStatuses, id, status) }))
  return status
}

function guess(lead: Lead, fields: Partial<Lead>, attempt: (rid: string) => Promise<Lead>): Promise<Lead> {
  const rid = randomId()
  return optimistic({
    guess: (before) => {
      const card = before.leads.get(lead.id)
      // Once the fact is here nothing is left to suppose.
      return card && card.lead.version <= lead.version
        ? { ...before, leads: set(before.leads, lead.id, { ...card, lead: { ...card.lead, ...fields } }) }
        : before
    },
    attempt: () => persist(() => attempt(rid)),
    confirm: withLead,
  })
}

function withLead(before: State, lead: Lead): State {
  const personCode = before.leads.get(lead.id)?.personCode ?? before.people.get(lead.personId)?.code ?? ''
  return { ...before, leads: putLeads(before.leads, [{ lead, personCode }]) }
}

/** The lead with this id, as it stands. */
export const leadAt = (leadId: string): LeadCard | undefined => state.value.leads.get(leadId)
