import type { Kysely } from 'kysely'
import type { Columns } from './columns'

/** Files beside deals; their bytes lie in the data folder under the id. */
export const files =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .createTable('file')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('person_id', text, (c) => c.notNull().references('person.id'))
      .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
      .addColumn('deal_id', text, (c) => c.notNull().references('deal.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('type', text, (c) => c.notNull())
      .addColumn('size', number, (c) => c.notNull())
      .addColumn('sha256', text, (c) => c.notNull())
      .addColumn('agent_id', text, (c) => c.references('agent.id'))
      .addColumn('added_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .addColumn('removed', 'integer', (c) => c.notNull())
      .execute()
    await schema.createIndex('file_deal').on('file').columns(['deal_id', 'added_at']).execute()
  }
