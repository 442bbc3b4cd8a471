import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Many leads that are converted one after the other, and what became of each. */
export const conversions =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('conversion_batch')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('by_agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('at', text, (c) => c.notNull())
      .execute()
    await schema
      .createTable('conversion_batch_lead')
      .addColumn('batch_id', text, (c) => c.notNull().references('conversion_batch.id'))
      .addColumn('position', number, (c) => c.notNull())
      .addColumn('lead_id', text, (c) => c.notNull())
      .addColumn('state', text, (c) => c.notNull())
      .addColumn('refused', text)
      .addColumn('contact_id', text)
      .addPrimaryKeyConstraint('conversion_batch_lead_pk', ['batch_id', 'position'])
      .execute()
    await schema
      .createIndex('conversion_waiting')
      .on('conversion_batch_lead')
      .columns(['batch_id', 'position'])
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute()
  }
