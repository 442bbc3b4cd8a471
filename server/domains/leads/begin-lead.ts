import { namePerson } from '#server/domains/people/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { By } from '#shared/protocol/define'
import type { Lead, LeadVia } from '#shared/protocol/leads'
import type { Person } from '#shared/protocol/people'
import { findStatus, isNamedContact } from './queries'
import { assertKnown, type Known } from './rules'
import { tellLead } from './tell-lead'

type Beginning = {
  person: Person
  known: Known
  via: LeadVia
  by: By
  conversationId: string | null
  /** How they called themselves, where they did. */
  saidName?: string
}

/** A new lead of somebody who has none, at the start of its way. */
export async function beginLead(
  { tx, record, at }: { tx: Tx; record: Recorder; at: string },
  { person, known, via, by, conversationId, saidName = '' }: Beginning,
): Promise<Lead> {
  assertKnown(known)
  const lead: Lead = {
    ...known,
    ...{ id: newId(), siteId: person.siteId, personId: person.id, statusId: (await findStatus(tx, 'new')).id, via },
    ...{ reason: '', saidName, converted: null, statusSince: at, createdAt: at, version: 1, removed: false },
  }
  await tellLead({ tx, record }, 'lead.created', lead, { by, conversationId })
  await namePerson({ tx, record }, person, saidName !== '' && (await isNamedContact(tx, person.id)) ? '' : known.name)
  return lead
}
