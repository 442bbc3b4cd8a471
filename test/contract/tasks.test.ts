import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { Task } from '#shared/protocol/tasks'
import type { Line } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

describe.each(dialects)('tasks on %s', (_, storage) => {
  let world: World
  let agent: Line
  let me: string
  let stageId: string
  let open: Task[]

  beforeAll(async () => {
    world = await World.open({ storage })
    agent = await world.agent()
    me = (await agent.ask('console:load', {})).me.agent.id
    const { conversationId } = await (await world.visitor()).says('Hello')
    const { person } = await agent.ask('conversation:read', { conversationId })
    const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
    await agent.ask('deal:create', { personId: person.id, conversationId })
    stageId = deal.stageId
    const make = (title: string, more: object) =>
      agent.ask('task:create', { personId: person.id, conversationId, dealId: deal.id, title, ...more })
    open = [
      await make('Late', { dueAt: soon(-60_000) }),
      await make('Day', { dueOn: '2027-01-01' }),
      await make('Undated', { assigneeId: null, dealId: null }),
    ]
    await agent.ask('task:complete', { taskId: (await make('Done', { dueAt: soon(60_000) })).id })
  })
  afterAll(() => world.close())

  const titles = async (input: object) => (await agent.ask('task:list', input)).items.map(({ task }) => task.title)

  test('are listed in the same order, by every filter', async () => {
    expect(await titles({})).toEqual(open.map(({ title }) => title))
    expect(await titles({ assignee: me })).toEqual(['Late', 'Day'])
    expect(await titles({ assignee: 'nobody', siteId: world.site.id })).toEqual(['Undated'])
    expect(await titles({ stageId, type: 'other' })).toEqual(['Late', 'Day'])
    expect(await titles({ status: 'done' })).toEqual(['Done'])
    const { next } = await agent.ask('task:list', { limit: 1 })
    expect(await titles({ limit: 1, cursor: next ?? undefined })).toEqual(['Day'])
  })

  test('are counted alike', async () => {
    expect(await agent.ask('task:discipline', { days: 7 })).toEqual([
      { agentId: me, done: 1, onTime: 1, overdue: 1, idleDeals: 1 },
    ])
  })

  test('are told once when they are due', async () => {
    const [{ id, dueAt } = { id: '', dueAt: null }] = open
    await agent.ask('task:edit', { taskId: id, changes: { dueAt: { was: dueAt, is: soon(150) } } })
    await agent.heardFact('task.due', (fact) => fact.data.task.id === id)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(agent.facts.filter((fact) => fact.name === 'task.due')).toHaveLength(1)
  })
})
