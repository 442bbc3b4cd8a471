import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** What is under way with the deals of a stage that is removed, or of a pipeline that comes to another currency. */
export const underWay =
  ({ text }: Columns) =>
  async ({ schema }: Kysely<unknown>): Promise<void> => {
    await schema.alterTable('stage').addColumn('going_to', text).execute()
    await schema.alterTable('stage').addColumn('going_by', text).execute()
    await schema.alterTable('pipeline').addColumn('becoming', text).execute()
    await schema.alterTable('pipeline').addColumn('repricing', text).execute()
    await schema.createIndex('deal_currency').on('deal').columns(['pipeline_id', 'currency', 'amount']).execute()
    await schema
      .createIndex('deal_taken_back')
      .on('deal')
      .columns(['stage_id', 'rank', 'id'])
      .where(sql.ref('removed'), '=', sql.lit(1))
      .execute()
  }
