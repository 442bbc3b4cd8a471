import type { Kysely } from 'kysely'
import type { Columns } from './columns'

/** Agents a pipeline is open to; every one there was is open to everybody, and stays so. */
export const pipelineMembers =
  ({ text }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    await db.schema
      .alterTable('pipeline')
      .addColumn('members', text, (c) => c.notNull().defaultTo('[]'))
      .execute()
  }
