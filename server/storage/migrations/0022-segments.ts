import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Kept views of leads, contacts and companies beside those of deals, and ways to find leads by what became of them. */
export const segments =
  ({ text }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema.alterTable('deal_view').renameTo('kept_view').execute()
    // All there were so far are of deals.
    await schema
      .alterTable('kept_view')
      .addColumn('of', text, (c) => c.notNull().defaultTo('deals'))
      .execute()
    await schema.dropIndex('lead_status_site').execute()
    await indexLeads('lead_by_status', ['site_id', 'status_id', 'created_at', 'id'])
    await indexLeads('lead_by_source', ['site_id', 'source', 'created_at', 'id'])
    await schema
      .createIndex('lead_converted')
      .on('lead')
      .columns(['site_id', 'created_at', 'id', 'deal_id'])
      .where(sql.ref('removed'), '=', sql.lit(0))
      .where(sql.ref('is_open'), '=', sql.lit(0))
      .execute()
    // A console that is open keeps views that do not say what they are of: another epoch has it load anew.
    await sql`update installation set epoch = epoch || '-22'`.execute(db)

    function indexLeads(name: string, columns: string[]): Promise<void> {
      return schema.createIndex(name).on('lead').columns(columns).where(sql.ref('removed'), '=', sql.lit(0)).execute()
    }
  }
