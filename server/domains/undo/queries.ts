import type { Reader, Tx } from '#server/storage/db'
import type { ChangeRecord } from '#shared/protocol/changes'
import type { Step } from './rules'
import type { ChangeRow } from './tables'

/** A great act as it is kept. */
export type Kept = ChangeRecord & { siteId: string; goneId: string | null; steps: Step[] }

const recordOf = (row: Omit<ChangeRow, 'steps'>): ChangeRecord => ({
  id: row.id,
  kind: row.kind,
  personId: row.person_id,
  contactId: row.contact_id,
  leadId: row.lead_id,
  about: row.about,
  byAgentId: row.by_agent_id,
  at: row.at,
  expiresAt: row.expires_at,
})

export async function insertChange(tx: Tx, kept: Kept): Promise<void> {
  await tx
    .insertInto('change_record')
    .values({
      id: kept.id,
      kind: kept.kind,
      site_id: kept.siteId,
      person_id: kept.personId,
      gone_id: kept.goneId,
      lead_id: kept.leadId,
      contact_id: kept.contactId,
      about: kept.about,
      by_agent_id: kept.byAgentId,
      at: kept.at,
      expires_at: kept.expiresAt,
      undone_at: null,
      steps: JSON.stringify(kept.steps),
    })
    .execute()
}

/** What can still be taken back of a contact, the latest first. */
export async function listChanges(db: Reader, contactId: string, now: string): Promise<ChangeRecord[]> {
  const rows = await db
    .selectFrom('change_record')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('undone_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(recordOf)
}

/** Takes a great act that was not taken back yet, by its id or by its lead. */
export async function lockChange(
  tx: Tx,
  which: { id: string } | { leadId: string },
  now: string,
): Promise<Kept | undefined> {
  const row = await tx
    .updateTable('change_record')
    .set((eb) => ({ kind: eb.ref('kind') }))
    .where('id' in which ? 'id' : 'lead_id', '=', 'id' in which ? which.id : which.leadId)
    .where('undone_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  return row && { ...recordOf(row), siteId: row.site_id, goneId: row.gone_id, steps: JSON.parse(row.steps) as Step[] }
}

/** It was taken back; what it did is forgotten. */
export async function markUndone(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('change_record').set({ undone_at: at, steps: '[]' }).where('id', '=', id).execute()
}

/** Forgets what can no longer be taken back. */
export async function removeChangesBefore(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('change_record').where('expires_at', '<=', now).execute()
}
