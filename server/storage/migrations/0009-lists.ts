import { type Kysely, sql } from 'kysely'
import { plain } from '#shared/values/plain'
import type { Columns } from './columns'

type Old = Kysely<{
  deal: {
    id: string
    name: string
    tags: string
    source: string
    person_id: string
    name_key: string
    tag_words: string
    person_words: string
    source_words: string
  }
  person: { id: string; name: string | null; code: string; words: string }
  fact: { n: number; name: string; at: string; data: string }
  stage: { id: string; pipeline_id: string; kind: string; rank: string }
  stage_stay: Stay
}>
type Stay = {
  deal_id: string
  stage_id: string
  site_id: string
  entered_at: string
  left_at: string | null
  went: string | null
}

const pageSize = 1_000

/** Words to find deals by, indexes for every order of a list, how deals passed through stages, and kept views. */
export const lists =
  ({ text, number }: Columns, dialect: 'sqlite' | 'postgres') =>
  async (db: Kysely<unknown>): Promise<void> => {
    const { schema } = db
    for (const name of ['name_key', 'tag_words', 'person_words', 'source_words'])
      await schema
        .alterTable('deal')
        .addColumn(name, text, (c) => c.notNull().defaultTo(''))
        .execute()
    await schema
      .alterTable('person')
      .addColumn('words', text, (c) => c.notNull().defaultTo(''))
      .execute()
    await schema
      .createTable('stage_stay')
      .addColumn('deal_id', text, (c) => c.notNull().references('deal.id'))
      .addColumn('stage_id', text, (c) => c.notNull().references('stage.id'))
      .addColumn('site_id', text, (c) => c.notNull())
      .addColumn('entered_at', text, (c) => c.notNull())
      .addColumn('left_at', text)
      .addColumn('went', text)
      .execute()
    await schema.createIndex('stage_stay_deal').on('stage_stay').columns(['deal_id', 'left_at']).execute()
    await schema
      .createIndex('stage_stay_stage')
      .on('stage_stay')
      .columns(['stage_id', 'left_at', 'site_id', 'entered_at', 'went'])
      .execute()
    await schema
      .createTable('deal_view')
      .addColumn('id', text, (c) => c.primaryKey())
      .addColumn('agent_id', text, (c) => c.notNull().references('agent.id'))
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('shared', 'integer', (c) => c.notNull())
      .addColumn('filter', text, (c) => c.notNull())
      .addColumn('sort', text)
      .addColumn('version', number, (c) => c.notNull())
      .execute()
    await schema.createIndex('deal_view_agent').on('deal_view').column('agent_id').execute()

    const old = db as Old
    await writePersonWords(old)
    await writeDealWords(old)
    await rememberStays(old)

    const orders = ['amount', 'closes_on', 'next_task_at', 'touched_at', 'created_at', 'stage_since', 'closed_at']
    for (const order of orders) await indexDeals(`deal_by_${order}`, ['site_id', order, 'id'])
    await indexDeals('deal_by_owner', ['owner_id', 'outcome', 'site_id', 'id'])
    // Searching reads every word there is; from a narrow index, in the order of the names, that is quick. PostgreSQL
    // holds no rows so long in one.
    const found = dialect === 'sqlite' ? ['tag_words', 'person_words', 'source_words'] : []
    await indexDeals('deal_by_name', ['site_id', 'name_key', 'id', ...found])
    await schema.createIndex('person_words').on('person').columns(['site_id', 'words', 'id']).execute()
    await schema.createIndex('person_code').on('person').columns(['site_id', 'code']).execute()

    function indexDeals(name: string, columns: string[]): Promise<void> {
      return schema.createIndex(name).on('deal').columns(columns).where(sql.ref('removed'), '=', sql.lit(0)).execute()
    }
  }

async function writePersonWords(db: Old): Promise<void> {
  for (let after = ''; ; ) {
    const people = await db
      .selectFrom('person')
      .select(['id', 'name', 'code'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    for (const { id, name, code } of people)
      await db
        .updateTable('person')
        .set({ words: plain(`${name ?? ''} ${code}`) })
        .where('id', '=', id)
        .execute()
    const last = people.at(-1)
    if (!last) return
    after = last.id
  }
}

async function writeDealWords(db: Old): Promise<void> {
  for (let after = ''; ; ) {
    const deals = await db
      .selectFrom('deal')
      .innerJoin('person', 'person.id', 'deal.person_id')
      .select(['deal.id', 'deal.name', 'deal.tags', 'deal.source', 'person.words'])
      .where('deal.id', '>', after)
      .orderBy('deal.id')
      .limit(pageSize)
      .execute()
    for (const { id, name, tags, source, words } of deals) {
      const said = (JSON.parse(tags) as string[]).map((tag) => `#${plain(tag).replaceAll('#', '')}#`).join(' ')
      await db
        .updateTable('deal')
        .set({ name_key: plain(name), tag_words: said, person_words: words, source_words: plain(source) })
        .where('id', '=', id)
        .execute()
    }
    const last = deals.at(-1)
    if (!last) return
    after = last.id
  }
}

/** When deals came into their stages and left them, from what is told of them. */
async function rememberStays(db: Old): Promise<void> {
  const stages = new Map((await db.selectFrom('stage').selectAll().execute()).map((stage) => [stage.id, stage]))
  const standing = new Map<string, Stay>()
  const told = ['deal.created', 'deal.moved', 'deal.won', 'deal.lost', 'deal.reopened', 'deal.removed']
  for (let after = 0; ; ) {
    const facts = await db
      .selectFrom('fact')
      .select(['n', 'name', 'at', 'data'])
      .where('name', 'in', told)
      .where('n', '>', after)
      .orderBy('n')
      .limit(pageSize)
      .execute()
    for (const { name, at, data } of facts) {
      const { deal } = JSON.parse(data) as { deal?: { id: string; stageId: string; siteId?: string } }
      if (!deal?.siteId) continue
      const before = standing.get(deal.id)
      if (before && before.stage_id === deal.stageId && name === 'deal.moved') continue
      if (before) await insertStay(db, { ...before, left_at: at, went: wentTo(name, before.stage_id, deal.stageId) })
      standing.delete(deal.id)
      if (stages.get(deal.stageId)?.kind === 'open' && name !== 'deal.removed')
        standing.set(deal.id, {
          ...{ deal_id: deal.id, stage_id: deal.stageId, site_id: deal.siteId },
          ...{ entered_at: at, left_at: null, went: null },
        })
    }
    const last = facts.at(-1)
    if (!last) break
    after = last.n
  }
  // Whoever stands somewhere now, stands there since the day the deal itself says.
  await sql`
    insert into stage_stay (deal_id, stage_id, site_id, entered_at)
    select id, stage_id, site_id, stage_since from deal where removed = 0 and outcome = 'open'`.execute(db)

  function wentTo(name: string, from: string, to: string): string {
    if (name === 'deal.won') return 'on'
    if (name === 'deal.lost') return 'lost'
    return (stages.get(to)?.rank ?? '') > (stages.get(from)?.rank ?? '') ? 'on' : 'back'
  }
}

/** Only of deals that are still there: a row of an erased one would belong to nothing. */
async function insertStay(db: Old, stay: Stay): Promise<void> {
  const deal = await db.selectFrom('deal').select('id').where('id', '=', stay.deal_id).executeTakeFirst()
  if (deal) await db.insertInto('stage_stay').values(stay).execute()
}
