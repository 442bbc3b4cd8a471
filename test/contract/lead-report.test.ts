import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { takeTurn } from '#server/storage/turn'
import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { leadDimensions } from '#shared/protocol/reports'
import { dayAt, plusDays } from '#shared/values/calendar'
import { wordsOfLeadGroup } from '../../agent-console/features/reports/lead-words'
import type { LeadWords } from '../../agent-console/parts/leads/address'
import type { Line } from '../support/ask'
import { makeLeads } from '../support/leads-that-became'
import { pgliteDialect } from '../support/pglite'
import { password, World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]
const zone = 'Europe/Istanbul'
const today = dayAt(Date.now(), zone)

describe.each(dialects)('the report about leads on %s', (_, storage) => {
  let world: World
  let agent: Line
  let pipeline: Pipeline

  beforeAll(async () => {
    world = await World.open({ storage })
    agent = await world.agent()
    pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
    await makeLeads(world, agent, pipeline)
    await age(world.storage)
  })
  afterAll(() => world.close())

  const narrow = (): LeadWords[] => [
    {},
    { owner: 'nobody' },
    { siteId: world.site.id },
    { created: `${plusDays(today, -40)}..` },
    { created: `..${plusDays(today, -41)}` },
  ]

  test.each(leadDimensions)('[R04] by %s, every number counts the very leads of the list it opens', async (by) => {
    for (const words of narrow()) {
      const { rows, total, more } = await agent.ask('report:leads', { by, ...words, zone })
      expect(more).toBe(0)
      await agrees(agent, { ...total, key: null }, (outcome) => ({ ...words, outcome }))
      for (const row of rows)
        await agrees(agent, row, (outcome) => wordsOfLeadGroup({ by, key: row.key }, words, { today, outcome }))
      const sum = (figure: 'leads' | 'converted' | 'deals' | 'won' | 'lost') =>
        rows.reduce((all, row) => all + (row[figure] ?? 0), 0)
      for (const figure of ['leads', 'converted', 'deals', 'won', 'lost'] as const)
        expect(sum(figure), figure).toBe(total[figure])
    }
  })

  test('[R04] a lead is counted once for each step it came, and what is removed not at all', async () => {
    const { total } = await agent.ask('report:leads', { by: 'status', zone })
    expect(total).toEqual({
      ...{ key: null, leads: 29, converted: 9, convertedShare: 0.31 },
      ...{ deals: 4, won: 2, lost: 1, wonShare: 0.222 },
    })
    const { rows } = await agent.ask('report:leads', { by: 'created', zone })
    // Older than the months that are told apart.
    expect(rows[0]).toMatchObject({ key: null, leads: 3 })
    expect(rows.slice(1).map(({ key }) => key)).toEqual(
      rows
        .slice(1)
        .map(({ key }) => key)
        .sort(),
    )
  })

  test('[R04] the month a lead came in is that of whoever reads', async () => {
    const first = await agent.ask('report:leads', { by: 'created', zone: 'Asia/Tokyo' })
    const last = await agent.ask('report:leads', { by: 'created', zone: 'America/New_York' })
    const edge = (report: OutputOf<'report:leads'>, month: string) =>
      report.rows.find(({ key }) => key === month)?.leads ?? 0
    // One came on the last evening of September in one place, which is October in the other.
    expect(edge(first, lastYear('10'))).toBe(edge(last, lastYear('10')) + 1)
    expect(edge(first, lastYear('09'))).toBe(edge(last, lastYear('09')) - 1)
  })

  test('[R04] where nothing is said, a status or a stage means all that stand there', async () => {
    const { rows } = await agent.ask('report:leads', { by: 'status', zone })
    for (const { key, leads } of rows)
      expect(await agent.ask('lead:count', { statusId: key ?? '' })).toEqual({ count: leads })
    const stages = await agent.ask('report:leads', { by: 'stage', zone })
    for (const { key, leads } of stages.rows)
      expect(await agent.ask('lead:count', { stage: key ?? 'none' })).toEqual({ count: leads })
    const { count } = await agent.ask('lead:count', {})
    expect(count).toBe(29 - 9)
  })

  test('[R04] whoever may not read deals is told nothing of them', async () => {
    const { secret } = await agent.ask('key:create', { ...proof, name: 'Counts leads', scopes: ['leads.read'] })
    const headers = { authorization: `Bearer ${secret}`, cookie: '' }
    const read = async (path: string) => (await world.fetch(`/api/v1${path}`, { headers })).json()
    const { total, rows } = await read('/reports/leads?by=stage')
    expect(total).toMatchObject({ leads: 29, converted: 9, deals: null, won: null, lost: null, wonShare: null })
    expect(rows).toMatchObject([{ key: null, leads: 29 }])
    for (const outcome of ['deal', 'won', 'lost'])
      expect(await read(`/lead-count?outcome=${outcome}`)).toEqual({ count: 0 })
    expect(await read('/lead-count?outcome=any&stage=none')).toEqual({ count: 29 })
  })

  test('[R04] who works on one site is told of its leads alone', async () => {
    const here = await world.agent(await world.hire('Here', 'agent', [world.site.id]))
    const { rows, total } = await here.ask('report:leads', { by: 'site', zone })
    expect(rows).toMatchObject([{ key: world.site.id, leads: total.leads }])
    expect(total.leads).toBeLessThan(29)
    const nowhere = await world.agent(await world.hire('Nowhere', 'agent', []))
    expect((await nowhere.ask('report:leads', { by: 'status', zone })).total.leads).toBe(0)
    expect(await nowhere.ask('lead:count', { outcome: 'any' })).toEqual({ count: 0 })
  })
})

const proof = { proof: password }

const lastYear = (month: string) => `${Number(today.slice(0, 4)) - 1}-${month}`

type Row = OutputOf<'report:leads'>['total']
type Outcome = NonNullable<LeadWords['outcome']>

/** Each number of a row is how many leads the list has that it opens, page by page and counted. */
async function agrees(agent: Line, row: Row, wordsFor: (outcome: Outcome) => LeadWords): Promise<void> {
  const figures = { any: row.leads, converted: row.converted, deal: row.deals, won: row.won, lost: row.lost } as const
  for (const [outcome, figure] of Object.entries(figures)) {
    const words = { ...wordsFor(outcome as Outcome), zone }
    const said = JSON.stringify([row.key, words])
    expect(await agent.ask('lead:count', words), said).toEqual({ count: figure })
    expect(await listed(agent, words), said).toBe(figure)
  }
}

async function listed(agent: Line, words: InputOf<'lead:list'>): Promise<number> {
  const ids = new Set<string>()
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await agent.ask('lead:list', { ...words, cursor, limit: 7 })
    for (const { lead } of items) ids.add(lead.id)
    if (next === null) return ids.size
    cursor = next
  }
}

/** Has the leads come over years, one of them at an edge between months. */
async function age(storage: Storage): Promise<void> {
  const leads = await storage.read.selectFrom('lead').select(['id', 'name']).execute()
  for (const { id, name } of leads) {
    const at = Number(name.split(' ')[1])
    const days = at < 3 ? 1_500 + at : at * 11
    const moment = at === 3 ? `${lastYear('09')}-30T18:00:00.000Z` : `${plusDays(today, -days)}T10:00:00.000Z`
    await takeTurn({ open: true }, () =>
      storage.transaction((tx) => sql`update lead set created_at = ${moment} where id = ${id}`.execute(tx)),
    )
  }
}
