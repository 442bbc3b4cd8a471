import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Sites that make deals by themselves, and tasks that lead back to a message. */
export const autoDeals =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    await db.schema
      .alterTable('site')
      .addColumn('auto_deal', text, (c) => c.notNull().defaultTo('never'))
      .execute()
    await db.schema.alterTable('task').addColumn('from_seq', number).execute()
    await retell(db, '%"key":"s~_%"domains":[%', { autoDeal: 'never' })
    await retell(db, '%"remindedAt":%', { fromSeq: null })
    // Facts told before describe sites and tasks without all this: another epoch has every client load anew.
    await sql`update installation set epoch = epoch || '-12'`.execute(db)
  }

type Answer = { caller: string; rid: string; answer: string }

/** An attempt that is repeated after the upgrade is answered as if it were made now. */
async function retell(db: Kysely<unknown>, like: string, more: Record<string, unknown>): Promise<void> {
  const { rows } = await sql<Answer>`
    select caller, rid, answer from answer where answer like ${like} escape '~'`.execute(db)
  for (const { caller, rid, answer } of rows) {
    const told = { ...(JSON.parse(answer) as object), ...more }
    await sql`
      update answer set answer = ${JSON.stringify(told)} where caller = ${caller} and rid = ${rid}`.execute(db)
  }
}
