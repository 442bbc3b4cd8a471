import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World

beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

test('[T01] [T02] [T05] [D12] tasks with type, priority and date stand on the deal, any number of them', async () => {
  const agent = await world.agent()
  const [pipeline] = await agent.ask('pipeline:list', {})
  const { conversationId } = await (await world.visitor()).says('What would twenty seats cost?')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  const base = { personId: person.id, dealId: deal.id, conversationId }
  const call = await agent.ask('task:create', {
    ...base,
    title: 'Call back',
    type: 'call',
    priority: 'high',
    dueAt: '2026-11-25T09:00:00.000Z',
  })
  const offer = await agent.ask('task:create', {
    ...base,
    title: 'Send the offer',
    note: 'In TRY',
    dueAt: '2026-11-24T09:00:00.000Z',
  })
  expect([call.type, call.priority, offer.type, offer.note]).toEqual(['call', 'high', 'other', 'In TRY'])
  const card = async () =>
    (await agent.ask('deal:board', { pipelineId: pipeline?.id ?? '' })).columns[0]?.cards.find(
      (one) => one.deal.id === deal.id,
    )
  expect(await card()).toMatchObject({ hasOpenTask: true, nextTaskAt: offer.dueAt })
  await agent.ask('task:complete', { taskId: offer.id })
  expect(await card()).toMatchObject({ nextTaskAt: call.dueAt })
  await agent.ask('task:cancel', { taskId: call.id })
  expect(await card()).toMatchObject({ hasOpenTask: false, nextTaskAt: null })
  await agent.ask('task:reopen', { taskId: offer.id })
  const all = await agent.ask('task:ofPerson', { personId: person.id })
  expect(all.map(({ title, status }) => [title, status])).toEqual([
    ['Call back', 'cancelled'],
    ['Send the offer', 'open'],
  ])
})

test('a task is edited field by field, and one of a deal that was taken back can still be ticked', async () => {
  const agent = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Hello')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  const base = { personId: person.id, dealId: deal.id, conversationId }
  const task = await agent.ask('task:create', { ...base, title: 'Call', note: 'After lunch', dueAt: null })
  const edited = await agent.ask('task:edit', { taskId: task.id, dueAt: '2026-12-01T09:00:00.000Z' })
  expect(edited).toEqual({ ...task, dueAt: '2026-12-01T09:00:00.000Z', version: 2 })
  await agent.ask('deal:remove', { dealId: deal.id })
  expect((await agent.ask('task:complete', { taskId: task.id })).status).toBe('done')
  const again = agent.ask('task:create', { ...base, title: 'Another', dueAt: null })
  expect((await refusalOf(again)).code).toBe('not-found')
})
