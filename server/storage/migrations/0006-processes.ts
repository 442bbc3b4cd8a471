import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** What a team may decide about its pipelines: colours, patience, entry rules, and putting away without forgetting. */
export const processes =
  ({ text }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    const flags = [
      ['pipeline', 'reason_required', 1],
      ['pipeline', 'may_skip', 1],
      ['pipeline', 'is_default', 0],
      ['pipeline', 'archived', 0],
      ['stage', 'archived', 0],
      ['loss_reason', 'archived', 0],
    ] as const
    for (const [table, name, usual] of flags)
      await schema
        .alterTable(table)
        .addColumn(name, 'integer', (c) => c.notNull().defaultTo(usual))
        .execute()
    const words = [
      ['color', 'slate'],
      ['description', ''],
      ['requires', '[]'],
    ] as const
    for (const [name, usual] of words)
      await schema
        .alterTable('stage')
        .addColumn(name, text, (c) => c.notNull().defaultTo(usual))
        .execute()
    await schema.alterTable('stage').addColumn('rotting_days', 'integer').execute()
    // The first in order was the default before there was a word for it.
    await sql`
      update pipeline set is_default = 1
      where id = (select id from pipeline order by rank, id limit 1)`.execute(db)
  }
