import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { Lead, LeadCard, LeadCount, LeadKind, LeadStatus } from '#shared/protocol/leads'
import { plain } from '#shared/values/plain'
import { wordsOf } from './rules'
import type { LeadRow } from './tables'

export const leadOf = (row: LeadRow): Lead => ({
  id: row.id,
  siteId: row.site_id,
  personId: row.person_id,
  statusId: row.status_id,
  name: row.name,
  emails: JSON.parse(row.emails),
  phones: JSON.parse(row.phones),
  company: row.company,
  title: row.title,
  industry: row.industry,
  website: row.website,
  address: row.address,
  description: row.description,
  source: row.source,
  via: row.via,
  tags: JSON.parse(row.tags),
  ownerId: row.owner_id,
  mayMail: row.may_mail === null ? null : row.may_mail === 1,
  custom: JSON.parse(row.custom),
  reason: row.reason,
  saidName: row.said_name,
  converted:
    row.converted_at === null || row.contact_id === null
      ? null
      : {
          ...{ at: row.converted_at, byAgentId: row.converted_by },
          ...{ contactId: row.contact_id, companyId: row.company_id, dealId: row.deal_id },
        },
  statusSince: row.status_since,
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
})

const rowOf = (lead: Lead): Omit<LeadRow, 'conversation_id'> => ({
  id: lead.id,
  site_id: lead.siteId,
  person_id: lead.personId,
  status_id: lead.statusId,
  name: lead.name,
  emails: JSON.stringify(lead.emails),
  phones: JSON.stringify(lead.phones),
  company: lead.company,
  title: lead.title,
  industry: lead.industry,
  website: lead.website,
  address: lead.address,
  description: lead.description,
  source: lead.source,
  via: lead.via,
  tags: JSON.stringify(lead.tags),
  owner_id: lead.ownerId,
  may_mail: lead.mayMail === null ? null : lead.mayMail ? 1 : 0,
  custom: JSON.stringify(lead.custom),
  reason: lead.reason,
  said_name: lead.saidName,
  converted_at: lead.converted?.at ?? null,
  converted_by: lead.converted?.byAgentId ?? null,
  contact_id: lead.converted?.contactId ?? null,
  company_id: lead.converted?.companyId ?? null,
  deal_id: lead.converted?.dealId ?? null,
  is_open: lead.converted ? 0 : 1,
  status_since: lead.statusSince,
  created_at: lead.createdAt,
  version: lead.version,
  removed: lead.removed ? 1 : 0,
  name_key: plain(lead.name),
  words: wordsOf(lead),
})

/** Takes a lead's row for this change. */
export async function lockLead(tx: Tx, id: string): Promise<Lead | undefined> {
  const row = await tx
    .updateTable('lead')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && leadOf(row)
}

/** Takes the lead of a person that is neither converted nor removed. */
export async function lockOpenOf(tx: Tx, personId: string): Promise<Lead | undefined> {
  const row = await tx
    .updateTable('lead')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('person_id', '=', personId)
    .where('is_open', '=', 1)
    .where('removed', '=', 0)
    .returningAll()
    .executeTakeFirst()
  return row && leadOf(row)
}

/** A new lead, and the chat it came of. */
export async function insertLead(tx: Tx, lead: Lead, conversationId: string | null): Promise<void> {
  await tx
    .insertInto('lead')
    .values({ ...rowOf(lead), conversation_id: conversationId })
    .execute()
}

export async function saveLead(tx: Tx, lead: Lead): Promise<void> {
  const { id, ...row } = rowOf(lead)
  await tx.updateTable('lead').set(row).where('id', '=', id).execute()
}

type CardRow = LeadRow & { code: string }

export const cardOf = ({ code, ...row }: CardRow): LeadCard => ({ lead: leadOf(row), personCode: code })

/** Leads with whose they are. */
export const cards = (db: Reader) =>
  db.selectFrom('lead').innerJoin('person', 'person.id', 'lead.person_id').selectAll('lead').select('person.code')

export async function findCard(db: Reader, id: string): Promise<LeadCard | undefined> {
  const row = await cards(db).where('lead.id', '=', id).executeTakeFirst()
  return row && cardOf(row)
}

/** Leads of a person, the latest first. */
export async function listOfPerson(db: Reader, personId: string): Promise<LeadCard[]> {
  const rows = await cards(db)
    .where('lead.person_id', '=', personId)
    .where('lead.removed', '=', 0)
    .orderBy('lead.id', 'desc')
    .limit(100)
    .execute()
  return rows.map(cardOf)
}

export const listStatuses = (db: Reader): Promise<LeadStatus[]> =>
  db.selectFrom('lead_status').selectAll().orderBy('position').execute()

/** The first status of a kind; there is always one. */
export const findStatus = (db: Reader, kind: LeadKind): Promise<LeadStatus> =>
  db.selectFrom('lead_status').selectAll().where('kind', '=', kind).orderBy('position').executeTakeFirstOrThrow()

export async function insertStatuses(tx: Tx, statuses: readonly LeadStatus[]): Promise<void> {
  await tx
    .insertInto('lead_status')
    .values([...statuses])
    .execute()
}

/** Takes a status for this change. */
export const lockStatus = (tx: Tx, id: string): Promise<LeadStatus | undefined> =>
  tx
    .updateTable('lead_status')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()

export async function saveStatus(tx: Tx, { id, ...status }: LeadStatus): Promise<void> {
  await tx.updateTable('lead_status').set(status).where('id', '=', id).execute()
}

/** How many leads of these sites stand where; where none stands, nothing is said. */
export async function countLeads(db: Reader, siteIds: readonly string[]): Promise<LeadCount[]> {
  if (siteIds.length === 0) return []
  const rows = await db
    .selectFrom('lead')
    .select(['status_id as statusId', 'site_id as siteId', sql<number>`count(*)`.as('count')])
    .where('site_id', 'in', siteIds)
    .where('removed', '=', sql.lit(0))
    .groupBy(['status_id', 'site_id'])
    .execute()
  return rows.map(({ count, ...where }) => ({ ...where, count: Number(count) }))
}

/** How many leads of a site stand in a status. */
export async function countIn(db: Reader, statusId: string, siteId: string): Promise<LeadCount> {
  const { count } = await db
    .selectFrom('lead')
    .select(sql<number>`count(*)`.as('count'))
    .where('site_id', '=', siteId)
    .where('status_id', '=', statusId)
    .where('removed', '=', sql.lit(0))
    .executeTakeFirstOrThrow()
  return { statusId, siteId, count: Number(count) }
}

/** Whether a person is a contact that somebody of the team gave a name. */
export async function isNamedContact(tx: Tx, personId: string): Promise<boolean> {
  const contact = tx.selectFrom('contact').select('name').where('person_id', '=', personId).where('removed', '=', 0)
  return ((await contact.executeTakeFirst())?.name ?? '') !== ''
}
