import { type Kysely, sql } from 'kysely'
import type { Columns } from './columns'

/** Two-step sign-in with its recovery codes, the keys of programs, and deals that belong to the site of their person. */
export const guarding =
  ({ text, number }: Columns) =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    await schema
      .alterTable('installation')
      .addColumn('two_step_required', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await schema
      .createTable('two_step')
      .addColumn('agent_id', text, (c) => c.primaryKey().references('agent.id'))
      .addColumn('secret', text, (c) => c.notNull())
      .execute()
    await schema
      .createTable('used_step')
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('step', number, (c) => c.notNull())
      .addPrimaryKeyConstraint('used_step_pk', ['agent_id', 'step'])
      .execute()
    await schema
      .createTable('recovery_code')
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('code_hash', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('recovery_code_pk', ['agent_id', 'code_hash'])
      .execute()
    await schema
      .createTable('api_key')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('secret_hash', text, (c) => c.notNull().unique())
      .addColumn('hint', text, (c) => c.notNull())
      .addColumn('scopes', text, (c) => c.notNull())
      .addColumn('created_by', text, (c) => c.notNull().references('agent.id'))
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('used_at', text)
      .execute()
    await giveDealsTheirSite(db, { text, number })
  }

async function giveDealsTheirSite(db: Kysely<unknown>, { text, number }: Columns): Promise<void> {
  const { schema } = db
  // Without `not null`, which SQLite adds to no table that has rows; a deal without a site would be nobody's.
  await schema
    .alterTable('deal')
    .addColumn('site_id', text, (c) => c.references('site.id'))
    .execute()
  await sql`update deal set site_id = (select site_id from person where person.id = deal.person_id)`.execute(db)
  await schema
    .createIndex('deal_site_place')
    .on('deal')
    .columns(['stage_id', 'site_id', 'rank', 'id'])
    .where(sql.ref('removed'), '=', sql.lit(0))
    .execute()

  await schema
    .createTable('stage_total')
    .addColumn('stage_id', text, (c) => c.notNull().references('stage.id'))
    .addColumn('site_id', text, (c) => c.notNull().references('site.id'))
    .addColumn('deal_count', number, (c) => c.notNull())
    .addColumn('deal_amount', number, (c) => c.notNull())
    .addPrimaryKeyConstraint('stage_total_pk', ['stage_id', 'site_id'])
    .execute()
  await sql`
    insert into stage_total (stage_id, site_id, deal_count, deal_amount)
    select stage_id, site_id, count(*), coalesce(sum(amount), 0)
    from deal where removed = 0 group by stage_id, site_id`.execute(db)
  for (const column of ['deal_count', 'deal_amount']) await schema.alterTable('stage').dropColumn(column).execute()

  // An attempt that is repeated after the upgrade is answered with a deal as it is described now.
  await sql`
    update answer set answer = replace(answer.answer, '"personId":', '"siteId":"' || deal.site_id || '","personId":')
    from deal
    where answer.answer like '{"id":"%","pipelineId":%' and substr(answer.answer, 8, length(deal.id)) = deal.id`.execute(
    db,
  )

  // What happened to deals was heard under their pipeline; from now on by those of their site alone.
  await sql`
    delete from fact_scope
    where scope like 'pipeline:%' and n in (select n from fact where name like 'task.%')`.execute(db)
  await sql`
    update fact_scope set scope = 'deals:' || substr(scope, 6)
    where scope like 'site:%' and n in (select n from fact where name like 'task.%')`.execute(db)
  await sql`
    update fact_scope set scope = 'deals:' || told.site_id
    from (
      select history.n, deal.pipeline_id, deal.site_id
      from fact_scope as history inner join deal on history.scope = 'deal:' || deal.id
    ) as told
    where fact_scope.n = told.n and fact_scope.scope = 'pipeline:' || told.pipeline_id`.execute(db)
  // Those facts name no site, so nobody catches up across the upgrade: another epoch has every client load anew.
  await sql`update installation set epoch = epoch || '-4'`.execute(db)
}
