import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Where deals went when their stage was removed, through which stages they came, and where the deals of a site begin. */
export const paths =
  ({ text }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema.alterTable('stage').addColumn('successor_id', text).execute()
    await schema.alterTable('site').addColumn('pipeline_id', text).execute()
    await schema
      .createTable('stage_visit')
      .addColumn('deal_id', text, (c) => c.notNull().references('deal.id'))
      .addColumn('stage_id', text, (c) => c.notNull().references('stage.id'))
      .addPrimaryKeyConstraint('stage_visit_pk', ['deal_id', 'stage_id'])
      .execute()
    await schema
      .createIndex('deal_closed')
      .on('deal')
      .columns(['pipeline_id', 'closed_at'])
      .where(sql.ref('closed_at'), 'is not', sql.lit(null))
      .execute()
    await sql`
      insert into stage_visit (deal_id, stage_id)
      select id, stage_id from deal union select id, last_open_stage_id from deal`.execute(db)
    await rememberMoves(db as Kysely<Told>)

    // An attempt that is repeated after the upgrade is answered with a site as it is described now.
    await sql`
      update answer set answer = replace(answer, '"locale":', '"pipelineId":null,"locale":')
      where answer like '{"id":"%","key":"s_%'`.execute(db)
  }

type Told = {
  fact: { n: number; name: string; data: string }
  deal: { id: string }
  stage: { id: string }
  stage_visit: { deal_id: string; stage_id: string }
}

const atOnce = 1_000

/** What facts tell of the ways of deals, a bounded number of facts at a time. */
async function rememberMoves(db: Kysely<Told>): Promise<void> {
  for (let after = 0; ; ) {
    const facts = await db
      .selectFrom('fact')
      .selectAll()
      .where('name', 'in', ['deal.created', 'deal.moved'])
      .where('n', '>', after)
      .orderBy('n')
      .limit(atOnce)
      .execute()
    for (const { data } of facts) {
      const { deal } = JSON.parse(data) as { deal?: { id: string; stageId: string } }
      if (!deal) continue
      await db
        .insertInto('stage_visit')
        .columns(['deal_id', 'stage_id'])
        .expression(
          db
            .selectFrom(['deal', 'stage'])
            .select(['deal.id', 'stage.id as stage_id'])
            .where('deal.id', '=', deal.id)
            .where('stage.id', '=', deal.stageId),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    const last = facts.at(-1)
    if (!last || facts.length < atOnce) return
    after = last.n
  }
}
