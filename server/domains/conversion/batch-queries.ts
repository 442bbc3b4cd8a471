import type { Reader, Tx } from '#server/storage/db'
import type { ConversionBatch } from '#shared/protocol/conversions'
import type { ConversionBatchLeadRow, ConversionBatchRow } from './tables'

export async function insertBatch(tx: Tx, batch: ConversionBatchRow, leadIds: readonly string[]): Promise<void> {
  await tx.insertInto('conversion_batch').values(batch).execute()
  await tx
    .insertInto('conversion_batch_lead')
    .values(
      leadIds.map((lead_id, position) => ({
        ...{ batch_id: batch.id, position, lead_id, state: 'waiting' as const, refused: null, contact_id: null },
      })),
    )
    .execute()
}

/** The next lead that waits, and in whose name it is converted. */
export const findWaiting = (db: Reader) =>
  db
    .selectFrom('conversion_batch_lead as row')
    .innerJoin('conversion_batch as batch', 'batch.id', 'row.batch_id')
    .select(['row.batch_id', 'row.position', 'row.lead_id', 'batch.by_agent_id'])
    .where('row.state', '=', 'waiting')
    .orderBy('row.batch_id')
    .orderBy('row.position')
    .limit(1)
    .executeTakeFirst()

/** Writes what became of one that waits; false where somebody else was faster. */
export async function settle(
  tx: Tx,
  { batch_id, position }: Pick<ConversionBatchLeadRow, 'batch_id' | 'position'>,
  outcome: Pick<ConversionBatchLeadRow, 'state' | 'refused' | 'contact_id'>,
): Promise<boolean> {
  const row = await tx
    .updateTable('conversion_batch_lead')
    .set(outcome)
    .where('batch_id', '=', batch_id)
    .where('position', '=', position)
    .where('state', '=', 'waiting')
    .returning('position')
    .executeTakeFirst()
  return row !== undefined
}

/** How many of a batch there are, and how many wait. */
export async function countRows(db: Reader, batchId: string): Promise<{ total: number; waiting: number }> {
  const rows = await db
    .selectFrom('conversion_batch_lead')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('batch_id', '=', batchId)
    .groupBy('state')
    .execute()
  const sum = (some: typeof rows) => some.reduce((all, { count }) => all + Number(count), 0)
  return { total: sum(rows), waiting: sum(rows.filter(({ state }) => state === 'waiting')) }
}

export async function findBatch(db: Reader, batchId: string): Promise<ConversionBatch | undefined> {
  const batch = await db.selectFrom('conversion_batch').selectAll().where('id', '=', batchId).executeTakeFirst()
  if (!batch) return undefined
  const rows = await db
    .selectFrom('conversion_batch_lead as row')
    .leftJoin('lead', 'lead.id', 'row.lead_id')
    .selectAll('row')
    .select('lead.name')
    .where('row.batch_id', '=', batchId)
    .orderBy('row.position')
    .execute()
  return {
    ...{ id: batch.id, byAgentId: batch.by_agent_id, at: batch.at },
    rows: rows.map(({ lead_id, name, state, refused, contact_id }) => ({
      ...{ leadId: lead_id, name: name ?? '', state, refused, contactId: contact_id },
    })),
  }
}
