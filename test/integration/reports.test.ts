import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  for (const [name, amount] of [
    ['=cheap', 125_050],
    ['dear', 900_000],
  ] as const) {
    const whose = { siteId: world.site.id, name }
    const { deal } = await owner.ask('deal:add', { stageId: pipeline.stages[0]?.id ?? '', whose, name })
    await owner.ask('deal:edit', {
      dealId: deal.id,
      changes: { amount: { was: null, is: amount }, source: { was: deal.source, is: name } },
    })
  }
})
afterAll(() => world.close())

test('[R09] a report as a file has the figures of the screen, and no formula', async () => {
  const file = await world.fetch('/api/v1/reports/deals.csv?by=source&locale=tr')
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const lines = new TextDecoder('utf-8', { ignoreBOM: true })
    .decode(await file.arrayBuffer())
    .trimEnd()
    .split('\r\n')
  expect(lines[0]).toBe('\ufeffKaynak;Anlaşma;Para birimi;Tutar;Tahmin')
  expect(lines.slice(1).sort()).toEqual([
    expect.stringMatching(/^'=cheap;1;TRY;1250\.50;/),
    expect.stringMatching(/^dear;1;TRY;9000\.00;/),
  ])
  const { rows } = await owner.ask('report:deals', { by: 'source' })
  expect(rows).toHaveLength(2)
  const funnel = await world.fetch(`/api/v1/reports/funnel.csv?pipelineId=${pipeline.id}&locale=en`)
  const stages = (await funnel.text()).trimEnd().split('\r\n')
  expect(stages[0]).toContain('Stage,Entered,Moved on')
  expect(stages[1]).toBe(`${pipeline.stages[0]?.name},2,0,0,2,`)
  const asked = await world.fetch(`/api/v1/reports/deals?by=source`)
  expect(await asked.json()).toMatchObject({ rows: [{ sums: [{ count: 1 }] }, { sums: [{ count: 1 }] }] })
})

test('[R01] [R03] [R09] a report counts only what its reader may see', async () => {
  const stranger = await world.agent(await world.hire('Elsewhere', 'agent', []))
  expect(await stranger.ask('report:deals', { by: 'owner' })).toMatchObject({ rows: [], total: [] })
  expect(await stranger.ask('report:funnel', { pipelineId: pipeline.id })).toMatchObject({ deals: 0 })
  expect(await stranger.ask('report:deals', { by: 'owner', site: world.site.id })).toMatchObject({ rows: [] })
  for (const path of ['deals.csv?by=owner', `funnel.csv?pipelineId=${pipeline.id}`])
    expect((await world.fetch(`/api/v1/reports/${path}`, { headers: { cookie: '' } })).status).toBe(401)
  expect((await world.fetch('/api/v1/reports/deals.csv?by=rank')).status).toBe(400)
  const unknown = '01900000-0000-7000-8000-000000000000'
  expect(await refusalOf(owner.ask('report:funnel', { pipelineId: unknown }))).toMatchObject({ code: 'not-found' })
  expect(await refusalOf(owner.ask('report:deals', { by: 'owner', zone: 'Mars/Olympus' }))).toMatchObject({
    code: 'malformed',
  })
})

test('[R06] [R09] conversations are counted with how long people waited, by whoever answered first', async () => {
  const visitors = [await world.visitor(), await world.visitor(), await world.visitor()]
  const began: string[] = []
  for (const visitor of visitors) began.push((await visitor.says('Anybody there?')).conversationId)
  const [answered = '', missed = ''] = began
  await owner.ask('message:send', { id: randomId(), conversationId: answered, body: 'Yes' })
  await owner.ask('conversation:close', { conversationId: missed })
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  const at = (minutes: number) => new Date(Date.now() - 3_600_000 + minutes * 60_000).toISOString()
  database.prepare('update conversation set started_at = ?, last_at = ? where id = ?').run(at(0), at(12), answered)
  database.prepare(`update message set sent_at = ? where conversation_id = ? and author = 'agent'`).run(at(2), answered)
  database.close()
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const span = { from: day(-2), until: day(1), zone: 'UTC' }
  const { agent: me } = await owner.ask('session:read', {})
  const { rows, total } = await owner.ask('report:chats', { by: 'agent', ...span })
  const waited = { medianReply: 120, slowReply: 120, medianHandling: 600 }
  expect(total).toEqual({ key: null, chats: 3, missed: 1, ...waited })
  expect(rows).toEqual([
    { key: null, chats: 2, missed: 1, medianReply: null, slowReply: null, medianHandling: null },
    { key: me.id, chats: 1, missed: 0, ...waited },
  ])
  for (const by of ['site', 'day', 'hour'] as const) {
    const read = await owner.ask('report:chats', { by, ...span })
    expect(read.rows.reduce((sum, { chats }) => sum + chats, 0)).toBe(3)
  }
  expect((await owner.ask('report:chats', { by: 'site', ...span, until: day(-2) })).total.chats).toBe(0)
  const stranger = await world.agent(await world.hire('Nowhere', 'agent', []))
  expect((await stranger.ask('report:chats', { by: 'site', ...span })).total.chats).toBe(0)
  const file = await world.fetch(`/api/v1/reports/chats.csv?by=agent&from=${span.from}&until=${span.until}&locale=en`)
  expect((await file.text()).trimEnd().split('\r\n').at(-1)).toBe(`${me.name},1,0,120,120,600`)
})
