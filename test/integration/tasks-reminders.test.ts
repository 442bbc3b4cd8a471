import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { openSqlite } from '#server/storage/sqlite'
import { Line, until } from '../support/ask'
import { install, newFolder, visitorAt } from '../support/installed'
import type { ServerProcess } from '../support/process'
import { page, World } from '../support/world'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const toldIn = (line: Line, taskId: string) =>
  line.facts.filter((fact) => fact.name === 'task.due' && fact.data.task.id === taskId)

async function begin(options: Parameters<typeof World.open>[0] = {}) {
  const world = await World.open(options)
  closing.push(() => world.close())
  const agent = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Call me')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const make = (title: string, more: object = {}) =>
    agent.ask('task:create', { personId: person.id, dealId: null, conversationId, title, ...more })
  return { world, agent, make }
}

test('[T06] at its time a task is told, once, and not before', async () => {
  const { agent, make } = await begin()
  const dueAt = soon(300)
  const task = await make('Call', { dueAt })
  const { at, data } = await agent.heardFact('task.due', (fact) => fact.data.task.id === task.id)
  expect(at >= dueAt).toBe(true)
  expect(Date.parse(at) - Date.parse(dueAt)).toBeLessThan(1_000)
  expect(data.task).toMatchObject({ remindedAt: expect.any(String), status: 'open' })
  await pause(300)
  expect(toldIn(agent, task.id)).toHaveLength(1)
})

test('[T06] who wants no reminder, is done, called off or moved away gets none; moved back is told once more', async () => {
  const { agent, make } = await begin()
  const dueAt = soon(400)
  const [quiet, done, off, moved] = [
    await make('Quiet', { dueAt, remind: false }),
    await make('Done', { dueAt }),
    await make('Off', { dueAt }),
    await make('Moved', { dueAt }),
  ]
  const late = await make('Late already', { dueAt: soon(-60_000) })
  await agent.ask('task:complete', { taskId: done.id })
  await agent.ask('task:cancel', { taskId: off.id })
  const later = { dueAt: { was: dueAt, is: soon(3_600_000) } }
  const away = await agent.ask('task:edit', { taskId: moved.id, changes: later })
  await pause(600)
  for (const { id } of [quiet, done, off, moved, late]) expect(toldIn(agent, id)).toEqual([])
  const back = { dueAt: { was: away.dueAt, is: soon(150) } }
  await agent.ask('task:edit', { taskId: moved.id, changes: back })
  await agent.heardFact('task.due', (fact) => fact.data.task.id === moved.id)
  const reopened = await agent.ask('task:reopen', { taskId: done.id })
  expect(reopened.remindedAt).toBeNull()
})

test('[T06] a day is reminded of in its morning, where it was meant', async () => {
  const { world, make } = await begin()
  const task = await make('On a day', { dueOn: '2027-03-01', timeZone: 'America/New_York' })
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  const rows = database.prepare('select at, fired_at from reminder where task_id = ?').all(task.id)
  database.close()
  expect(rows).toEqual([{ at: '2027-03-01T14:00:00.000Z', fired_at: null }])
})

test('[T06] [T07] snoozing answers the reminder and asks for another', async () => {
  const { agent, make } = await begin()
  const task = await make('Call', { dueAt: soon(100) })
  const first = await agent.heardFact('task.due', (fact) => fact.data.task.id === task.id)
  const snooze = { dueAt: { was: first.data.task.dueAt, is: soon(200) } }
  expect((await agent.ask('task:edit', { taskId: task.id, changes: snooze })).remindedAt).toBeNull()
  await until(() => toldIn(agent, task.id).length === 2, 'the second reminder')
})

test('[T06] two nodes on one database tell a due time once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-two-'))
  const storage = () => openSqlite(join(dataDir, 'parley.sqlite'))
  const { world, agent, make } = await begin({ dataDir, storage })
  const tasks: { id: string }[] = []
  for (let i = 0; i < 30; i++) tasks.push(await make(`Call ${i}`, { dueAt: soon(1_500 + (i % 3)) }))
  const second = await World.open({ dataDir, storage, setUp: false })
  closing.push(() => second.close())
  await until(
    () => tasks.every(({ id }) => toldIn(agent, id).length > 0),
    'all reminders, from either node',
    8_000,
  ).catch(() => {})
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  const told = database.prepare("select data from fact where name = 'task.due'").pluck().all() as string[]
  database.close()
  const ids = told.map((data) => (JSON.parse(data) as { task: { id: string } }).task.id)
  expect(ids.sort()).toEqual(tasks.map(({ id }) => id).sort())
})

/** A Parley in a process of its own with a task, killed and started at will. */
async function planned(dueInMs: number) {
  const dataDir = newFolder()
  const { server, key, cookie } = await install(dataDir)
  closing.push(() => server.kill())
  const visitor = await visitorAt(server.url, key, `v1.${'a'.repeat(43)}`)
  const { conversationId } = await visitor.ask('visit:send', { id: 'a'.repeat(22), body: 'Hi', page, language: 'en' })
  const agent = await enter(server, cookie)
  const { person } = await agent.ask('conversation:read', { conversationId })
  const about = { personId: person.id, dealId: null, conversationId }
  const task = await agent.ask('task:create', { ...about, title: 'Call', dueAt: soon(dueInMs) })
  visitor.close()
  const times = () => {
    const database = new Database(join(dataDir, 'parley.sqlite'), { readonly: true })
    const count = database.prepare("select count(*) from fact where name = 'task.due'").pluck().get()
    database.close()
    return count
  }
  return { server, cookie, agent, task, times }
}

const enter = (server: ServerProcess, cookie: string) => Line.open(`${server.url}/agent`, { headers: { cookie } })

test('[T06] [T08] what came due while it was killed is told as soon as it is up again, once', async () => {
  const { server, cookie, agent, task, times } = await planned(800)
  await server.kill()
  agent.close()
  await pause(1_000)
  expect(times()).toBe(0)
  await server.start()
  await until(() => times() === 1, 'the missed reminder')
  const mine = await enter(server, cookie)
  const { items } = await mine.ask('task:list', { until: soon(0) })
  expect(items).toMatchObject([{ task: { id: task.id, remindedAt: expect.any(String) } }])
  mine.close()
  await server.kill()
  await server.start()
  await pause(300)
  expect(times()).toBe(1)
})

test('[T06] killed at the very moment, it tells a due time once and never twice', async () => {
  const { server, agent, times } = await planned(600)
  agent.close()
  const end = Date.now() + 600
  for (let round = 0; round < 6; round++) {
    await pause(Math.max(0, end - Date.now()) + round * 7)
    await server.kill()
    expect(times()).toBeLessThanOrEqual(1)
    await server.start()
  }
  await until(() => times() === 1, 'the reminder')
})
