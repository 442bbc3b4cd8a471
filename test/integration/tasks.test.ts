import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line
let base: { personId: string; dealId: string; conversationId: string }
let deal: Deal

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
  const { conversationId } = await (await world.visitor()).says('What would twenty seats cost?')
  const { person } = await agent.ask('conversation:read', { conversationId })
  deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  base = { personId: person.id, dealId: deal.id, conversationId }
})
afterAll(() => world.close())

const make = (title: string, more: object = {}) => agent.ask('task:create', { ...base, title, ...more })
const history = async () => (await agent.ask('deal:history', { dealId: deal.id })).map(({ name }) => name)

test('[T01] [T02] [T05] [D12] tasks with type, priority and date stand on the deal, any number of them', async () => {
  const [pipeline] = await agent.ask('pipeline:list', {})
  const call = await make('Call back', { type: 'call', priority: 'high', dueAt: '2027-11-25T09:00:00.000Z' })
  const offer = await make('Send the offer', { note: 'In TRY', dueAt: '2027-11-24T09:00:00.000Z' })
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
  const all = await agent.ask('task:ofPerson', { personId: base.personId })
  expect(all.map(({ title, status }) => [title, status])).toEqual([
    ['Call back', 'cancelled'],
    ['Send the offer', 'open'],
  ])
  await agent.ask('task:cancel', { taskId: offer.id })
})

test('[T01] a task belongs to one person: it links no deal and no conversation of another', async () => {
  const other = await (await world.visitor()).says('Somebody else')
  const { person } = await agent.ask('conversation:read', { conversationId: other.conversationId })
  const free = { title: 'x', dealId: null, conversationId: null }
  const wrong = [
    agent.ask('task:create', { ...free, personId: person.id, dealId: deal.id }),
    agent.ask('task:create', { ...free, personId: person.id, conversationId: base.conversationId }),
  ]
  for (const one of wrong) expect((await refusalOf(one)).code).toBe('not-found')
})

test('[T03] a task is due at a moment, or on a whole day of the zone it was meant in', async () => {
  const moment = await make('Moment', { dueAt: '2027-03-01T07:00:00Z', timeZone: 'Europe/Istanbul' })
  expect(moment).toMatchObject({ dueAt: '2027-03-01T07:00:00.000Z', dueOn: null, timeZone: 'Europe/Istanbul' })
  const day = await make('Day', { dueOn: '2027-03-01', timeZone: 'America/New_York' })
  // The day is over when it is over there.
  expect(day).toMatchObject({ dueOn: '2027-03-01', dueAt: '2027-03-02T04:59:59.999Z' })
  const usual = await make('Usual', { dueOn: '2027-03-01' })
  expect(usual).toMatchObject({ timeZone: 'Europe/Istanbul', dueAt: '2027-03-01T20:59:59.999Z' })
  const both = make('Both', { dueAt: moment.dueAt, dueOn: '2027-03-01' })
  expect((await refusalOf(both)).code).toBe('malformed')
  expect((await refusalOf(make('Nowhere', { timeZone: 'Nowhere/Land' }))).code).toBe('malformed')
  expect((await refusalOf(make('Never', { dueOn: '2027-02-30' }))).code).toBe('malformed')
})

test('[T03] a day takes the place of a moment and a moment that of a day', async () => {
  const { id, dueAt } = await make('Moves', { dueAt: '2027-03-01T07:00:00.000Z' })
  const day = { dueAt: { was: dueAt, is: null }, dueOn: { was: null, is: '2027-03-05' } }
  const onDay = await agent.ask('task:edit', { taskId: id, changes: day, timeZone: 'UTC' })
  expect(onDay).toMatchObject({ dueOn: '2027-03-05', dueAt: '2027-03-05T23:59:59.999Z', timeZone: 'UTC' })
  const back = { dueAt: { was: onDay.dueAt, is: '2027-03-06T10:00:00.000Z' } }
  expect(await agent.ask('task:edit', { taskId: id, changes: back })).toMatchObject({
    ...{ dueAt: '2027-03-06T10:00:00.000Z', dueOn: null },
  })
  const gone = { dueAt: { was: '2027-03-06T10:00:00.000Z', is: null } }
  expect(await agent.ask('task:edit', { taskId: id, changes: gone })).toMatchObject({ dueAt: null, dueOn: null })
})

test('[T05] fields are edited each by itself, and whoever saw an old one is told', async () => {
  const task = await make('Call', { note: 'After lunch' })
  const { id } = task
  const high = { priority: { was: 'normal', is: 'high' }, title: { was: 'Call', is: 'Call Deniz' } } as const
  const edited = await agent.ask('task:edit', { taskId: id, changes: high })
  expect(edited).toEqual({ ...task, title: 'Call Deniz', priority: 'high', version: 2 })
  // Another field of the version before is no conflict; the same field is one.
  expect(
    (await agent.ask('task:edit', { taskId: id, changes: { note: { was: 'After lunch', is: '' } } })).version,
  ).toBe(3)
  const stale = agent.ask('task:edit', { taskId: id, changes: { title: { was: 'Call', is: 'Write' } } })
  expect(await refusalOf(stale)).toMatchObject({
    ...{ code: 'stale', details: { field: 'title', current: 'Call Deniz' } },
  })
  const late = { dueAt: { was: '2027-01-01T00:00:00.000Z', is: null }, dueOn: { was: null, is: '2027-01-02' } }
  expect((await refusalOf(agent.ask('task:edit', { taskId: id, changes: late }))).code).toBe('stale')
  expect((await agent.ask('task:edit', { taskId: id, changes: {} })).version).toBe(3)
})

test('a task of a deal that was taken back can still be ticked', async () => {
  const gone = await agent.ask('deal:create', { personId: base.personId, conversationId: null })
  const task = await make('Call', { dealId: gone.id })
  await agent.ask('deal:remove', { dealId: gone.id })
  expect((await agent.ask('task:complete', { taskId: task.id })).status).toBe('done')
  expect((await refusalOf(make('Another', { dealId: gone.id }))).code).toBe('not-found')
})

test('[T04] a task is mine unless it is given to somebody or nobody, and its history keeps who had it', async () => {
  const marcus = await world.newcomer('Marcus Hale')
  const marcusLine = await world.agent(marcus.cookie)
  const mine = await make('Mine')
  const { me } = await agent.ask('console:load', {})
  expect(mine.assigneeId).toBe(me.agent.id)
  expect((await make('Nobody’s', { assigneeId: null })).assigneeId).toBeNull()
  const given = { assigneeId: { was: me.agent.id, is: marcus.id } }
  await agent.ask('task:edit', { taskId: mine.id, changes: given })
  const { data } = await marcusLine.heardFact('task.edited', (fact) => fact.data.task.id === mine.id)
  expect(data).toMatchObject({
    ...{ byAgentId: me.agent.id, changes: [{ field: 'assigneeId', was: me.agent.id, is: marcus.id }] },
  })
  const events = await agent.ask('deal:history', { dealId: deal.id })
  expect(events.at(-1)).toMatchObject({
    name: 'task.edited',
    changes: [
      { field: 'task', is: 'Mine' },
      { field: 'assigneeId', is: marcus.id },
    ],
  })
})

test('[T13] a task goes only to whoever may see the person it is about', async () => {
  const elsewhere = await agent.ask('site:create', { name: 'Atelier', domains: ['atelier.test'], locale: 'en' })
  const yuki = await world.newcomer('Yuki Tanaka', 'agent', [elsewhere.id])
  const reader = await world.newcomer('Hannah Cole', 'read-only')
  const gone = await world.newcomer('Daria Petrova')
  await agent.ask('agent:edit', { agentId: gone.id, disabled: true })
  const ayse = await world.newcomer('Ayşe Kaya')
  const task = await make('Whose')
  for (const assigneeId of [yuki.id, reader.id, gone.id]) {
    expect((await refusalOf(make('Given', { assigneeId }))).code).toBe('assignee-elsewhere')
    const changes = { assigneeId: { was: task.assigneeId, is: assigneeId } }
    const given = agent.ask('task:edit', { taskId: task.id, changes })
    expect((await refusalOf(given)).code).toBe('assignee-elsewhere')
    const rest = { act: 'reassign', toAgentId: assigneeId } as const
    const won = agent.ask('deal:win', { dealId: deal.id, tasks: rest })
    expect((await refusalOf(won)).code).toBe('assignee-elsewhere')
  }
  expect((await agent.ask('deal:read', { dealId: deal.id })).outcome).toBe('open')
  const may = await agent.ask('task:assignees', { siteId: world.site.id })
  expect(may).toContain(ayse.id)
  for (const { id } of [yuki, reader, gone]) expect(may).not.toContain(id)
  expect((await make('Given', { assigneeId: ayse.id })).assigneeId).toBe(ayse.id)
  const far = await world.agent(yuki.cookie)
  expect((await refusalOf(far.ask('task:assignees', { siteId: world.site.id }))).code).toBe('not-found')
})

test('[T11] what came of a task stands on it and in the history of its deal, and undoing takes it back', async () => {
  const task = await make('Ask for the size')
  const rid = randomId()
  const done = await agent.ask('task:complete', { rid, taskId: task.id, result: 'Wants 40 seats' })
  expect(done).toMatchObject({ status: 'done', result: 'Wants 40 seats' })
  expect(await agent.ask('task:complete', { rid, taskId: task.id, result: 'Wants 40 seats' })).toEqual(done)
  const { data } = await agent.heardFact('task.completed', (fact) => fact.data.task.id === task.id)
  expect(data.task.result).toBe('Wants 40 seats')
  expect((await agent.ask('deal:history', { dealId: deal.id })).at(-1)).toMatchObject({
    name: 'task.completed',
    changes: [{ is: 'Ask for the size' }, { field: 'result', is: 'Wants 40 seats' }],
  })
  expect(await agent.ask('task:reopen', { taskId: task.id })).toMatchObject({
    status: 'open',
    result: '',
    doneAt: null,
  })
  await agent.ask('task:complete', { taskId: task.id })
  const after = { result: { was: '', is: 'Wants 50 after all' } }
  expect((await agent.ask('task:edit', { taskId: task.id, changes: after })).result).toBe('Wants 50 after all')
})

test('[T09] everything that happens to a task is told with its conversation and its person', async () => {
  const { id } = await make('Trace')
  await agent.ask('task:complete', { taskId: id })
  await agent.ask('task:reopen', { taskId: id })
  await agent.ask('task:cancel', { taskId: id })
  const names = ['task.created', 'task.completed', 'task.reopened', 'task.cancelled'] as const
  for (const name of names) {
    const { data } = await agent.heardFact(name, (fact) => fact.data.task.id === id)
    expect(data.task.conversationId).toBe(base.conversationId)
    expect(data).toMatchObject({ personCode: expect.stringMatching(/^.{4}$/), deal: { id: deal.id, name: deal.name } })
  }
  expect((await history()).slice(-4)).toEqual(names)
  const { lines } = await agent.ask('conversation:read', { conversationId: base.conversationId })
  expect(lines.filter((fact) => JSON.stringify(fact).includes(id)).map(({ name }) => name)).toEqual([
    ...['task.created', 'task.completed', 'task.cancelled'],
  ])
})

test('[D17] a task from a message keeps the way back, to a message that is there', async () => {
  expect(await make('Measure')).toMatchObject({ fromSeq: null })
  const task = await make('Offer by Friday', { fromSeq: 1 })
  expect(task).toMatchObject({ conversationId: base.conversationId, fromSeq: 1 })
  expect((await agent.ask('task:complete', { taskId: task.id })).fromSeq).toBe(1)
  const listed = await agent.ask('task:ofPerson', { personId: base.personId })
  expect(listed.find(({ id }) => id === task.id)).toMatchObject({ fromSeq: 1 })
  const wrong = [make('Nowhere', { fromSeq: 99 }), make('Nowhere', { fromSeq: 1, conversationId: null })]
  for (const one of wrong) expect(await refusalOf(one)).toEqual({ code: 'not-found', details: { field: 'fromSeq' } })
})
