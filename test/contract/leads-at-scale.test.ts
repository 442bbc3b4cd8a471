import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { leadDimensions } from '#shared/protocol/reports'
import type { Line } from '../support/ask'
import { listening } from '../support/listening'
import { dayFromNow, fillDeals } from '../support/many-deals'
import { fillLeads } from '../support/many-leads'
import { measured, told } from '../support/measured'
import { World } from '../support/world'

const zone = 'Europe/Istanbul'
const count = 100_000

describe('a hundred thousand leads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-leads-'))
  const file = join(folder, 'parley.sqlite')
  let world: World
  let agent: Line
  let pipeline: Pipeline
  let statusId = ''

  beforeAll(async () => {
    world = await World.open({ dataDir: folder })
    const first = await world.agent()
    pipeline = (await first.ask('pipeline:list', {}))[0] as Pipeline
    const { leadStatuses: statuses, me } = await first.ask('console:load', {})
    const deals = count / 4
    const owners = [me.agent.id]
    statusId = statuses[1]?.id ?? ''
    fillDeals(file, { siteId: world.site.id, pipeline, owners, count: deals })
    fillLeads(file, { siteId: world.site.id, statuses, owners, count, deals })
    // Nobody answered the pings of the one who came first.
    agent = await world.agent()
  }, 120_000)
  afterAll(async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const lists = (): [string, InputOf<'lead:list'>][] => [
    ['open', {}],
    ['any', { outcome: 'any' }],
    ['oldest', { outcome: 'any', sort: 'oldest' }],
    ['of a status', { statusId }],
    ['of a source', { source: 'Shop · shop.test/7', outcome: 'any' }],
    ['created', { created: `${dayFromNow(-30)}..${dayFromNow(-20)}`, outcome: 'any', zone }],
    ['converted', { outcome: 'converted' }],
    ['a deal', { outcome: 'deal' }],
    ['won', { outcome: 'won' }],
    ['won long ago', { outcome: 'won', created: `..${dayFromNow(-900)}`, zone }],
    ['lost', { outcome: 'lost' }],
    ...pipeline.stages.map(({ id, name }): [string, InputOf<'lead:list'>] => [`in ${name}`, { stage: id }]),
    ['without a deal', { stage: 'none' }],
  ]

  test('[R04] the report counts all of them', async () => {
    const asks = leadDimensions.map((by) => [by, () => agent.ask('report:leads', { by, zone })] as const)
    const figures = await measured(asks)
    process.stdout.write(`Reports over 100 000 leads, ms: ${told(figures)}\n`)
    const { total } = await agent.ask('report:leads', { by: 'owner', zone })
    expect(total).toMatchObject({ leads: count, converted: count / 2, deals: count / 4 })
  }, 120_000)

  test('[R04] the list behind each number is as long as it says', async () => {
    const pages = await measured(lists().map(([name, words]) => [name, () => agent.ask('lead:list', words)]))
    process.stdout.write(`Pages of 100 000 leads, ms: ${told(pages)}\n`)
    const counts = await measured(
      lists().map(([name, { sort: _, ...words }]) => [name, () => agent.ask('lead:count', words)]),
    )
    process.stdout.write(`Counts of 100 000 leads, ms: ${told(counts)}\n`)
    const { rows } = await agent.ask('report:leads', { by: 'stage', zone })
    for (const { key, leads } of rows)
      expect(await agent.ask('lead:count', { stage: key ?? 'none' }), String(key)).toEqual({ count: leads })
  }, 120_000)

  test('[R04] no page or count of leads sorts the table or reads all of it, or looks for a deal but by its id', async () => {
    const statements = await listening(world.storage, async () => {
      for (const [, { sort, ...words }] of lists()) {
        await agent.ask('lead:list', { ...words, sort })
        await agent.ask('lead:count', words)
      }
    })
    const database = new Database(file, { readonly: true })
    const seen: string[] = []
    for (const { sql, parameters } of statements) {
      if (!/from "lead" /.test(sql)) continue
      const plan = database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
      for (const { detail } of plan)
        if (/SCAN (lead|deal|person)(?! USING)|USE TEMP B-TREE FOR|SEARCH deal (?!.*\(id=\?)/.test(detail))
          seen.push(`${detail}: ${sql}`)
    }
    database.close()
    expect(statements.length).toBeGreaterThanOrEqual(lists().length)
    expect(seen).toEqual([])
  }, 60_000)
})
