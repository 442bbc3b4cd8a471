import type { Kysely } from 'kysely'
import type { Columns } from './columns'

/** What the team writes down about a deal, and whom it asks for help. */
export const dealNotes =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .alterTable('installation')
      .addColumn('support_contact', text, (c) => c.notNull().defaultTo(''))
      .execute()
    await schema
      .createTable('deal_note')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('deal_id', text, (c) => c.notNull().references('deal.id'))
      .addColumn('agent_id', text, (c) => c.references('agent.id'))
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('mentions', text, (c) => c.notNull())
      .addColumn('pinned', 'integer', (c) => c.notNull())
      .addColumn('written_at', text, (c) => c.notNull())
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema.createIndex('deal_note_deal').on('deal_note').columns(['deal_id', 'written_at']).execute()
  }
