import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { dealDimensions } from '#shared/protocol/reports'
import type { Line } from '../support/ask'
import { fillDeals } from '../support/many-deals'
import { aloneIn, measured, told } from '../support/measured'
import { World } from '../support/world'

describe('reports over a hundred thousand deals', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-reports-'))
  const file = join(folder, 'parley.sqlite')
  let world: World
  let agent: Line
  let pipeline: Pipeline

  beforeAll(async () => {
    world = await World.open({ dataDir: folder })
    const first = await world.agent()
    pipeline = (await first.ask('pipeline:list', {}))[0] as Pipeline
    const { agent: me } = await first.ask('session:read', {})
    fillDeals(file, { siteId: world.site.id, pipeline, owners: [me.id], count: 100_000 })
    const database = new Database(file)
    database.pragma('synchronous = off')
    for (const { id, kind } of pipeline.stages.slice(0, 3))
      if (kind === 'open') database.prepare('insert into stage_visit select id, ? from deal').run(id)
    database.close()
    // Nobody answered the pings of the one who came first.
    agent = await world.agent()
  }, 120_000)
  afterAll(async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[R01] [R02] [R03] none takes longer than a blink, and none holds up the others', async () => {
    const zone = 'Europe/Istanbul'
    const figures = await measured([
      ...dealDimensions.map((by) => [by, () => agent.ask('report:deals', { by, zone })] as const),
      ['lost', () => agent.ask('report:deals', { by: 'reason', outcome: 'lost', zone })],
      ['funnel', () => agent.ask('report:funnel', { pipelineId: pipeline.id, zone })],
    ])
    const alone = await aloneIn(
      file,
      'select owner_id, stage_id, currency, count(*), sum(amount) from deal where removed = 0 group by 1, 2, 3',
    )
    process.stdout.write(
      `Reports over 100 000 deals, ms: ${told(figures)}; SQLite alone takes ${alone.toFixed(0)} for one in one piece\n`,
    )
    expect(Math.max(...figures.took.values())).toBeLessThan(3 * alone)
    expect(figures.longest).toBeLessThan(alone)
    const { total } = await agent.ask('report:deals', { by: 'owner' })
    expect(total[0]?.count).toBe(100_000)
  }, 120_000)
})
