import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Deals with a chance of their own, tags, quotes, who won instead, and when anything last happened to them. */
export const forecast =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema.alterTable('deal').addColumn('probability', 'integer').execute()
    for (const [name, empty] of [
      ['tags', '[]'],
      ['quotes', '[]'],
      ['competitor', ''],
      ['touched_at', ''],
    ] as const)
      await schema
        .alterTable('deal')
        .addColumn(name, text, (c) => c.notNull().defaultTo(empty))
        .execute()
    await sql`
      update deal set touched_at = coalesce(
        (select max(last_at) from conversation where conversation.person_id = deal.person_id), stage_since)`.execute(db)
    for (const name of ['hand_amount', 'hand_weighted'])
      await schema
        .alterTable('stage_total')
        .addColumn(name, number, (c) => c.notNull().defaultTo(0))
        .execute()

    // An attempt that is repeated after the upgrade is answered with a deal as it is described now.
    await sql`
      update answer
      set answer = replace(
        replace(answer, '"closesOn":', '"probability":null,"tags":[],"quotes":[],"closesOn":'),
        '"lossNote":', '"competitor":"","lossNote":')
      where answer like '{"id":"%","pipelineId":%'`.execute(db)
    // Facts told before describe deals without all this: another epoch has every client load anew.
    await sql`update installation set epoch = epoch || '-5'`.execute(db)
  }
