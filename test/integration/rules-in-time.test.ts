import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Rule, Run } from '#shared/protocol/rules'
import { type Line, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let personId = ''
let stageId = ''
let next = ''

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Hello')
  personId = (await owner.ask('conversation:read', { conversationId })).person.id
  const [pipeline] = await owner.ask('pipeline:list', {})
  stageId = pipeline?.stages[0]?.id ?? ''
  next = pipeline?.stages[1]?.id ?? ''
})
afterAll(() => world.close())

type Draft = Omit<InputOf<'rule:create'>, 'rid'>

const make = async (draft: Pick<Draft, 'trigger' | 'actions'>): Promise<Rule> =>
  (await owner.ask('rule:create', { name: 'In time', siteId: null, on: true, conditions: [], ...draft })).rule

const runsOf = async ({ id }: Rule): Promise<Run[]> => (await owner.ask('rule:runs', { ruleId: id })).items

const dayMs = 86_400_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

/** Has a deal stand where it stands for longer than it does. */
function stands(dealId: string, since: string): void {
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  database.prepare('update deal set stage_since = ? where id = ?').run(since, dealId)
  database.close()
}

/** Any news of a deal has the server look what is due. */
const look = () => owner.ask('deal:create', { personId, conversationId: null })

test('[X02] after so many days in a stage, once for each stay', async () => {
  const deal = () => owner.ask('deal:create', { personId, conversationId: null })
  const [old, due] = [await deal(), await deal()]
  // It has stood there for longer before the rule was there, which is not its business.
  stands(old.id, ago(2 * dayMs))
  const rule = await make({
    trigger: { on: 'deal.stayed', stageId, days: 1 },
    actions: [
      { do: 'tag', tag: 'slow' },
      { do: 'task', title: 'Ask about {{deal.name}}', dueInDays: 0, assignee: 'owner' },
    ],
  })
  stands(due.id, ago(dayMs - 150))
  await look()
  const run = await until(async () => (await runsOf(rule))[0], 'the run')
  expect(run).toMatchObject({ dealId: due.id, outcome: 'done', on: 'deal.stayed' })
  expect(await owner.ask('deal:read', { dealId: due.id })).toMatchObject({ tags: ['slow'] })
  await look()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await runsOf(rule)).toHaveLength(1)
  // Another stay is another time.
  await owner.ask('deal:move', { dealId: due.id, fromStageId: stageId, stageId: next })
  await owner.ask('deal:move', { dealId: due.id, fromStageId: next, stageId })
  stands(due.id, ago(dayMs - 150))
  await look()
  await until(async () => (await runsOf(rule)).length === 2, 'the second stay')
  expect((await runsOf(rule)).map(({ dealId }) => dealId)).toEqual([due.id, due.id])
  expect((await owner.ask('rule:try', { ...rule, trigger: rule.trigger })).map(({ dealId }) => dealId)).toContain(
    old.id,
  )
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] when a task is overdue, once for each due time; one that is done in time is not', async () => {
  const rule = await make({
    trigger: { on: 'task.overdue' },
    actions: [{ do: 'task', title: 'Late: {{task.title}}', dueInDays: 1, assignee: 'owner' }],
  })
  const about = { personId, dealId: null, conversationId: null }
  const dueAt = new Date(Date.now() + 200).toISOString()
  const late = await owner.ask('task:create', { ...about, title: 'Call them', dueAt })
  const done = await owner.ask('task:create', { ...about, title: 'Write to them', dueAt })
  await owner.ask('task:complete', { taskId: done.id })
  await until(async () => (await runsOf(rule)).length > 0, 'the run')
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(await runsOf(rule)).toMatchObject([{ outcome: 'done', on: 'task.overdue', personId }])
  const titles = (await owner.ask('task:ofPerson', { personId })).map(({ title }) => title)
  expect(titles.filter((title) => title.startsWith('Late:'))).toEqual(['Late: Call them'])
  const again = new Date(Date.now() + 150).toISOString()
  await owner.ask('task:edit', { taskId: late.id, changes: { dueAt: { was: dueAt, is: again } } })
  await until(async () => (await runsOf(rule)).length === 2, 'the second due time')
  await owner.ask('rule:remove', { ruleId: rule.id })
})

test('[X01] what a rule made and nobody did in time does not set the same rule off again', async () => {
  const rule = await make({
    trigger: { on: 'task.overdue' },
    actions: [{ do: 'task', title: 'Once more', dueInDays: null, assignee: 'nobody' }],
  })
  const about = { personId, dealId: null, conversationId: null }
  await owner.ask('task:create', { ...about, title: 'First', dueAt: new Date(Date.now() + 100).toISOString() })
  await until(async () => (await runsOf(rule)).length > 0, 'the run')
  const made = (await owner.ask('task:ofPerson', { personId })).find(({ title }) => title === 'Once more')
  const dueAt = { was: null, is: new Date(Date.now() + 100).toISOString() }
  await owner.ask('task:edit', { taskId: made?.id ?? '', changes: { dueAt } })
  await until(async () => (await runsOf(rule)).length === 2, 'the second look')
  expect((await runsOf(rule))[0]).toMatchObject({ outcome: 'skipped', skip: { why: 'own-doing' } })
  await owner.ask('rule:remove', { ruleId: rule.id })
})
