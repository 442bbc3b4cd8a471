import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listTasks, type TaskPage } from '#server/domains/tasks/list-queries'
import type { InputOf } from '#shared/protocol/index'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line
let personId: string
let conversationId: string

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
  conversationId = (await (await world.visitor()).says('Hello')).conversationId
  personId = (await agent.ask('conversation:read', { conversationId })).person.id
})
afterAll(() => world.close())

const make = (title: string, more: object = {}) =>
  agent.ask('task:create', { personId, conversationId, dealId: null, title, ...more })
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString()

async function titles(input: Partial<InputOf<'task:list'>> = {}, line = agent): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await line.ask('task:list', { limit: 2, ...input, cursor })
    found.push(...items.map(({ task }) => task.title))
    if (!next) return found
    cursor = next
  }
}

test('[T10] open tasks come by due time, page by page, and are found by whose, what, where and in which stage', async () => {
  const marcus = await world.newcomer('Marcus Hale')
  const deal = await agent.ask('deal:create', { personId, conversationId })
  await make('Undated')
  await make('Next week', { dueAt: day(7), type: 'meeting' })
  await make('Yesterday', { dueAt: day(-1), dealId: deal.id })
  await make('Tomorrow', { dueAt: day(1), assigneeId: marcus.id, type: 'call' })
  await make('Nobody’s', { dueAt: day(2), assigneeId: null })
  const done = await make('Done', { dueAt: day(3) })
  await agent.ask('task:complete', { taskId: done.id, result: 'Bought' })
  expect(await titles()).toEqual(['Yesterday', 'Tomorrow', 'Nobody’s', 'Next week', 'Undated'])
  expect(await titles({ assignee: marcus.id })).toEqual(['Tomorrow'])
  expect(await titles({ assignee: 'nobody' })).toEqual(['Nobody’s'])
  expect(await titles({ type: 'meeting' })).toEqual(['Next week'])
  expect(await titles({ stageId: deal.stageId })).toEqual(['Yesterday'])
  expect(await titles({ siteId: world.site.id, from: day(0), until: day(3) })).toEqual(['Tomorrow', 'Nobody’s'])
  expect(await titles({ status: 'done' })).toEqual(['Done'])
  const [first] = (await agent.ask('task:list', {})).items
  expect(first).toMatchObject({ personCode: expect.any(String), deal: { name: deal.name, stageId: deal.stageId } })
  expect((await refusalOf(agent.ask('task:list', { cursor: 'nonsense' }))).code).toBe('malformed')
})

test('[T10] whoever works elsewhere sees none of it, whatever they ask for', async () => {
  const other = await agent.ask('site:create', { name: 'Atelier', domains: ['atelier.test'], locale: 'en' })
  const far = await world.agent(await world.hire('Yuki Tanaka', 'agent', [other.id]))
  expect(await titles({}, far)).toEqual([])
  expect(await titles({ siteId: world.site.id }, far)).toEqual([])
  const { me } = await agent.ask('console:load', {})
  expect(await titles({ assignee: me.agent.id }, far)).toEqual([])
  expect(await far.ask('task:discipline', {})).toEqual([])
})

test('[R08] each agent’s tasks on time, overdue, and deals without a next step', async () => {
  const { id: agentId, cookie } = await world.newcomer('Ayşe Kaya')
  const ayse = await world.agent(cookie)
  const { conversationId } = await (await world.visitor()).says('For Ayşe')
  const { person } = await ayse.ask('conversation:read', { conversationId })
  const of = { personId: person.id, conversationId, dealId: null }
  const task = (more: object) => ayse.ask('task:create', { ...of, title: 'x', ...more })
  await ayse.ask('task:complete', { taskId: (await task({ dueAt: day(1) })).id })
  // Reminded at its moment and done a little after is in time.
  await ayse.ask('task:complete', { taskId: (await task({ dueAt: day(-0.02) })).id })
  await ayse.ask('task:complete', { taskId: (await task({ dueAt: day(-1) })).id })
  await ayse.ask('task:complete', { taskId: (await task({})).id })
  await task({ dueAt: day(-2) })
  await task({ dueAt: day(2) })
  const [withStep] = [await ayse.ask('deal:create', { personId: person.id, conversationId })]
  await task({ dealId: withStep?.id, dueAt: day(3) })
  for (let i = 0; i < 2; i++) await ayse.ask('deal:create', { personId: person.id, conversationId })
  const row = async () => (await agent.ask('task:discipline', { days: 30 })).find((one) => one.agentId === agentId)
  expect(await row()).toEqual({ agentId, done: 3, onTime: 2, overdue: 1, idleDeals: 2 })
})

describe('with a hundred thousand tasks', () => {
  let me: string
  let stages: string[]

  beforeAll(async () => {
    me = (await agent.ask('console:load', {})).me.agent.id
    const [pipeline] = await agent.ask('pipeline:list', {})
    stages = pipeline?.stages.map(({ id }) => id) ?? []
    const deal = await agent.ask('deal:create', { personId, conversationId })
    await make('Model', { dealId: deal.id, dueAt: day(1) })
    const database = new Database(join(world.dataDir, 'parley.sqlite'))
    // Copies of a real deal and a real task: every tenth deal stands in the second stage, a handful in the third.
    const copies = (table: string, columns: Record<string, string>, count: number, from: string) => {
      const names = database.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[]
      const values = names.map((name) => columns[name] ?? `"${name}"`)
      database.exec(`with recursive k(i) as (select 1 union all select i + 1 from k where i < ${count})
        insert into ${table} (${names.map((name) => `"${name}"`)}) select ${values} from k, (select * from ${table} where id = '${from}')`)
    }
    const dealId = `printf('%08d-0000-7000-8000-000000000000', %s)`
    copies(
      'deal',
      {
        id: dealId.replace('%s', 'i'),
        stage_id: `case when i % 1000 = 0 then '${stages[2]}' when i % 10 = 0 then '${stages[1]}' else '${stages[0]}' end`,
        rank: `'a' || i`,
      },
      20_000,
      deal.id,
    )
    const model = database.prepare("select id from task where title = 'Model'").pluck().get() as string
    const due = `strftime('%Y-%m-%dT%H:%M:%fZ', '2026-11-01', '+' || (i * 7 % 100000) || ' minutes')`
    copies(
      'task',
      {
        id: `printf('%08d-0000-7000-9000-000000000000', i)`,
        deal_id: dealId.replace('%s', '(i % 20000) + 1'),
        assignee_id: `case when i % 50 = 49 then '${me}' else null end`,
        type: `case when i % 500 = 0 then 'meeting' else 'call' end`,
        status: `case when i % 4 = 0 then 'done' else 'open' end`,
        ...{ due_at: due, sort_at: due },
      },
      100_000,
      model,
    )
    database.exec('analyze')
    database.close()
  }, 60_000)

  const asked = (more: Partial<TaskPage>): TaskPage => ({
    ...{ status: 'open', assignee: 'anyone', limit: 51, after: null, siteIds: [world.site.id], closedPipelineIds: [] },
    ...more,
  })
  const pages: [string, () => TaskPage][] = [
    ['everybody’s', () => asked({})],
    ['mine', () => asked({ assignee: me })],
    ['nobody’s', () => asked({ assignee: 'nobody' })],
    ['meetings', () => asked({ type: 'meeting' })],
    ['a large stage', () => asked({ stageId: stages[0] ?? '' })],
    ['a middling stage', () => asked({ stageId: stages[1] ?? '' })],
    ['a small stage', () => asked({ stageId: stages[2] ?? '' })],
    ['mine of a small stage', () => asked({ stageId: stages[2] ?? '', assignee: me })],
    ['done', () => asked({ status: 'done' })],
    ['a week’s', () => asked({ from: '2026-12-01T00:00:00.000Z', until: '2026-12-08T00:00:00.000Z', limit: 200 })],
    ['far down', () => asked({ after: { sortAt: '2026-12-30T00:00:00.000Z', id: '0' } })],
  ]

  test.each(pages)('[T10] a page of tasks, %s, is found by an index', async (_, page) => {
    const plans: string[] = []
    const database = new Database(join(world.dataDir, 'parley.sqlite'), { readonly: true })
    const { read } = world.storage
    const spied = read.withPlugin({
      transformQuery: ({ node }) => {
        const { sql, parameters } = read.getExecutor().compileQuery(node, { queryId: 'plan' } as never)
        const rows = database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]
        plans.push(...rows.map(({ detail }) => detail))
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const found = await listTasks(spied as typeof read, page())
    database.close()
    expect(found.length).toBeGreaterThan(0)
    expect(plans.filter((detail) => /^SCAN (task|deal)\b/.test(detail))).toEqual([])
  })
})
