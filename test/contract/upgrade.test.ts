import { type Kysely, Migrator, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addToTotals, listTotals } from '#server/domains/deals/column-queries'
import { findDeal } from '#server/domains/deals/queries'
import { readInstallation } from '#server/domains/installation/index'
import { findSite } from '#server/domains/sites/queries'
import { dealScope, dealsScope, pipelineScope, siteScope } from '#server/events/audience'
import { listFacts } from '#server/events/queries'
import { setLogLevel } from '#server/log'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import { ground } from '#server/storage/migrations/0001-ground'
import { talk } from '#server/storage/migrations/0002-talk'
import { selling } from '#server/storage/migrations/0003-selling'
import { columns } from '#server/storage/migrations/columns'
import type { Schema } from '#server/storage/schema'
import { takeTurn } from '#server/storage/turn'
import { dialects } from '../support/earlier'

/** Nobody set a chance by hand before anybody could. */
const byHand = { amount: 0, weighted: 0 }

type Row = Record<string, string | number | null>

const at = '2026-11-01T09:00:00.000Z'
const sites = ['kuzey', 'atelier']
/** Site, stage, amount, and whether it was taken back. */
const deals: [string, string, number | null, number][] = [
  ['kuzey', 'new', 1_000, 0],
  ['kuzey', 'new', null, 0],
  ['atelier', 'new', 70_000, 0],
  ['atelier', 'offer', 5, 0],
  ['kuzey', 'offer', 9_999, 1],
]

/** A database as it was left by the version before deals belonged to sites. */
async function leaveBehind({ write, dialect }: Storage): Promise<void> {
  const types = columns(dialect)
  const steps = { '0001-ground': ground(types), '0002-talk': talk(types), '0003-selling': selling(types) }
  const known = Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, { up }]))
  const { error } = await new Migrator({ db: write, provider: { getMigrations: async () => known } }).migrateToLatest()
  if (error) throw error
  for (const [table, row] of rows()) await insert(write, table, row)
}

function* rows(): Generator<[string, Row]> {
  yield [
    'installation',
    { id: 1, epoch: 'then', secret: 's', locale: 'en', time_zone: 'UTC', currency: 'TRY', public_url: '' },
  ]
  for (const id of sites) {
    yield ['site', { id, key: id, name: id, domains: '[]', locale: 'en', version: 1 }]
    const said = { attributes: '{}', language: 'en', origin: '{}', device: '', first_seen_at: at, version: 1 }
    yield ['person', { id: `of-${id}`, site_id: id, code: 'AB12', ...said }]
  }
  yield ['pipeline', { id: 'sales', name: 'Sales', currency: 'TRY', rank: 'a0', version: 1 }]
  for (const id of ['new', 'offer']) {
    const standing = deals.filter(([, stage, , removed]) => stage === id && removed === 0)
    const worth = standing.reduce((sum, [, , amount]) => sum + (amount ?? 0), 0)
    const totals = { deal_count: standing.length, deal_amount: worth }
    yield ['stage', { id, pipeline_id: 'sales', name: id, kind: 'open', probability: 10, rank: id, ...totals }]
  }
  for (const [index, [site, stage, amount, removed]] of deals.entries()) {
    const id = `deal-${index}`
    yield ['deal', { ...plain, id, person_id: `of-${site}`, stage_id: stage, amount, removed, rank: `a${index}` }]
    yield* told(index + 1, 'deal.created', ['pipeline:sales', `deal:${id}`, `person:of-${site}`])
  }
  const answer = JSON.stringify({ id: 'deal-2', pipelineId: 'sales', personId: 'of-atelier', name: '"personId":' })
  yield ['answer', { caller: 'agent:1', rid: 'r', input_hash: 'h', answer, at }]
  const site = JSON.stringify({ id: 'kuzey', key: 's_kuzey', domains: ['"remindedAt":'], version: 1 })
  yield ['answer', { caller: 'agent:1', rid: 'of-site', input_hash: 'h', answer: site, at }]
  yield* told(7, 'task.created', ['site:kuzey', 'person:of-kuzey', 'deal:deal-0', 'pipeline:sales'])
  yield* told(8, 'task.created', ['site:atelier', 'person:of-atelier'])
  yield* told(9, 'pipeline.created', ['pipeline:sales'])
  yield* told(10, 'message.sent', ['site:kuzey', 'person:of-kuzey'])
}

function* told(n: number, name: string, scopes: string[]): Generator<[string, Row]> {
  yield ['fact', { n, name, at, data: '{}' }]
  for (const scope of scopes) yield ['fact_scope', { scope, n }]
}

const plain = {
  ...{ pipeline_id: 'sales', name: 'Tables', currency: 'TRY', description: '', source: '', outcome: 'open' },
  ...{ loss_note: '', last_open_stage_id: 'new', stage_since: at, created_at: at, version: 1, open_tasks: 0 },
}

async function insert(db: Kysely<Schema>, table: string, row: Row): Promise<void> {
  const names = sql.join(Object.keys(row).map((name) => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(row))})`.execute(db)
}

describe.each(dialects)('deals from before they belonged to sites, on %s', (_, open) => {
  let storage: Storage

  beforeAll(async () => {
    setLogLevel('silent')
    storage = open()
    await leaveBehind(storage)
    await migrate(storage)
  })
  afterAll(() => storage.close())

  test('belong to the site of their person', async () => {
    for (const [index, [siteId]] of deals.entries())
      expect(await findDeal(storage.read, `deal-${index}`)).toMatchObject({ siteId })
  })

  test('come to the same totals, told apart by site', async () => {
    expect(await listTotals(storage.read, ['new', 'offer'], sites)).toEqual([
      { stageId: 'new', siteId: 'atelier', count: 1, amount: 70_000, byHand },
      { stageId: 'new', siteId: 'kuzey', count: 2, amount: 1_000, byHand },
      { stageId: 'offer', siteId: 'atelier', count: 1, amount: 5, byHand },
    ])
  })

  test('what was told of them is heard by their site only, and is still their history', async () => {
    const heard = async (scope: string) => (await listFacts(storage.read, [scope], 0, 100, 100)).map(({ n }) => n)
    expect(await heard(pipelineScope('sales'))).toEqual([9])
    expect(await heard(dealsScope('kuzey'))).toEqual([1, 2, 5, 7])
    expect(await heard(dealsScope('atelier'))).toEqual([3, 4, 8])
    expect(await heard(siteScope('kuzey'))).toEqual([10])
    expect(await heard(dealScope('deal-0'))).toEqual([1, 7])
  })

  test('an attempt repeated after the upgrade is answered as if it were made now', async () => {
    const answers = await storage.read.selectFrom('answer').select('answer').orderBy('rid', 'desc').execute()
    const [answer = '', ofSite = ''] = answers.map((one) => one.answer)
    const shown = { id: 'deal-2', pipelineId: 'sales', siteId: 'atelier', personId: 'of-atelier' }
    expect(JSON.parse(answer)).toEqual({ ...shown, name: '"personId":' })
    const site = { id: 'kuzey', key: 's_kuzey', domains: ['"remindedAt":'], version: 1 }
    expect(JSON.parse(ofSite)).toEqual({ ...site, autoDeal: 'never' })
  })

  test('sites make no deals by themselves until somebody wants them to', async () => {
    for (const id of sites) expect(await findSite(storage.read, id)).toMatchObject({ autoDeal: 'never' })
  })

  test('nobody catches up from before: every client loads anew', async () => {
    expect((await readInstallation(storage.read)).epoch).not.toBe('then')
  })

  test('new ones are counted on top', async () => {
    const more = { stageId: 'new', siteId: 'kuzey', count: 1, amount: 500, byHand }
    const totals = await takeTurn({ open: true }, () => storage.transaction((tx) => addToTotals(tx, more)))
    expect(totals).toEqual({ stageId: 'new', siteId: 'kuzey', count: 3, amount: 1_500, byHand })
  })
})
