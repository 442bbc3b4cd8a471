import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Column } from '#shared/protocol/deal-lists'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
  pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
})
afterAll(() => world.close())

const stage = (index: number) => pipeline.stages[index]?.id ?? ''
const final = (kind: 'won' | 'lost') => pipeline.stages.find((one) => one.kind === kind)?.id ?? ''

/** A deal made from a chat, as the panel makes it. */
async function newDeal() {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('What would twenty seats cost?')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  return { deal, person, conversationId, visitor }
}

test('[D01] [D02] [D13] one request makes a real deal in the first stage, linked to person and conversation', async () => {
  const { deal, person, conversationId } = await newDeal()
  const me = (await agent.ask('session:read', {})).agent
  expect(deal).toMatchObject({
    stageId: stage(0),
    personId: person.id,
    conversationId,
    ownerId: me.id,
    currency: 'TRY',
    amount: null,
    outcome: 'open',
    source: 'Kuzey Atölye · shop.test/tables',
  })
  expect(deal.name).toMatch(new RegExp(`^Visitor ${person.code} – `))
  const board = await agent.ask('deal:board', { pipelineId: pipeline.id })
  expect(board.columns[0]?.cards[0]?.deal.id).toBe(deal.id)
})

test('[D03] [D05] every field saves by itself, and only a field somebody else changed is refused', async () => {
  const { deal } = await newDeal()
  const edited = await agent.ask('deal:edit', {
    dealId: deal.id,
    changes: { amount: { was: null, is: 9_600_000 }, closesOn: { was: null, is: '2026-12-24' } },
  })
  expect(edited).toMatchObject({ amount: 9_600_000, closesOn: '2026-12-24' })
  const other = await agent.ask('deal:edit', {
    dealId: deal.id,
    changes: { description: { was: '', is: 'Twenty seats' } },
  })
  expect(other).toMatchObject({ amount: 9_600_000, description: 'Twenty seats' })
  const stale = agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 1 } } })
  expect(await refusalOf(stale)).toEqual({ code: 'stale', details: { field: 'amount', current: 9_600_000 } })
  for (const amount of [-1, 1.5, 1e12, '5' as never])
    expect(
      (
        await refusalOf(
          agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: 9_600_000, is: amount } } }),
        )
      ).code,
    ).toBe('malformed')
})

test('[D06] a person may have several deals', async () => {
  const { person, conversationId } = await newDeal()
  await agent.ask('deal:create', { personId: person.id, conversationId })
  expect(await agent.ask('deal:ofPerson', { personId: person.id })).toHaveLength(2)
})

test('[D07] [K04] a stage set in the chat is the stage on the board, and totals follow', async () => {
  const { deal } = await newDeal()
  await agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 1_000 } } })
  const before = (await agent.ask('deal:board', { pipelineId: pipeline.id })).columns
  await agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(2) })
  const after = (await agent.ask('deal:board', { pipelineId: pipeline.id })).columns
  expect(after[2]?.cards[0]?.deal.id).toBe(deal.id)
  const moved = (column: Column | undefined, by: 1 | -1) => {
    const { count = 0, amount = 0 } = column?.totals[0] ?? {}
    return [
      {
        stageId: column?.stageId,
        siteId: world.site.id,
        byHand: { amount: 0, weighted: 0 },
        count: count + by,
        amount: amount + by * 1_000,
      },
    ]
  }
  expect(after[0]?.totals).toEqual(moved(before[0], -1))
  expect(after[2]?.totals).toEqual(moved(before[2], 1))
  const again = agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(1) })
  expect(await refusalOf(again)).toEqual({ code: 'stale', details: { current: { stageId: stage(2) } } })
})

test('[K04] a card lands exactly where it was put', async () => {
  const made: Deal[] = []
  for (let i = 0; i < 4; i++) made.push((await newDeal()).deal)
  const order = async () =>
    (await agent.ask('deal:board', { pipelineId: pipeline.id })).columns[3]?.cards
      .map(({ deal }) => made.findIndex(({ id }) => id === deal.id))
      .filter((index) => index >= 0)
  const [a, b, c, d] = made.map(({ id }) => id) as [string, string, string, string]
  await agent.ask('deal:move', { dealId: a, fromStageId: stage(0), stageId: stage(3), beforeId: null })
  await agent.ask('deal:move', { dealId: b, fromStageId: stage(0), stageId: stage(3), beforeId: null })
  await agent.ask('deal:move', { dealId: c, fromStageId: stage(0), stageId: stage(3), beforeId: b })
  await agent.ask('deal:move', { dealId: d, fromStageId: stage(0), stageId: stage(3) })
  expect(await order()).toEqual([3, 0, 2, 1])
  await agent.ask('deal:move', { dealId: d, fromStageId: stage(3), stageId: stage(3), beforeId: b })
  expect(await order()).toEqual([0, 2, 3, 1])
})

test('[D08] winning takes the amount and keeps the outcome', async () => {
  const { deal } = await newDeal()
  const won = await agent.ask('deal:win', { dealId: deal.id, amount: 5_000, closedOn: '2026-11-22' })
  expect(won).toMatchObject({ outcome: 'won', stageId: final('won'), amount: 5_000, lastOpenStageId: stage(0) })
  expect((await refusalOf(agent.ask('deal:win', { dealId: deal.id }))).code).toBe('deal-closed')
  const back = await agent.ask('deal:reopen', { dealId: deal.id })
  expect(back).toMatchObject({ outcome: 'open', stageId: stage(0), closedAt: null })
})

test('[D09] losing without a reason is refused on every route', async () => {
  const { deal } = await newDeal()
  const code = async (promise: Promise<unknown>) => (await refusalOf(promise)).code
  expect(await code(agent.ask('deal:lose', { dealId: deal.id }))).toBe('loss-reason-required')
  expect(await code(agent.ask('deal:lose', { dealId: deal.id, lossReasonId: deal.id }))).toBe('loss-reason-required')
  expect(await code(agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: final('lost') }))).toBe(
    'loss-reason-required',
  )
  const rest = await world.fetch(`/api/v1/deals/${deal.id}/lose`, {
    method: 'POST',
    body: '{}',
    headers: { 'idempotency-key': randomId() },
  })
  expect([rest.status, await rest.json()]).toEqual([422, { code: 'loss-reason-required', details: {} }])
  const other = pipeline.lossReasons.find(({ needsNote }) => needsNote)?.id
  expect(await code(agent.ask('deal:lose', { dealId: deal.id, lossReasonId: other }))).toBe('loss-note-required')
  const lost = await agent.ask('deal:lose', { dealId: deal.id, lossReasonId: other, lossNote: 'Moved to Mars' })
  expect(lost).toMatchObject({ outcome: 'lost', stageId: final('lost'), lossNote: 'Moved to Mars' })
})

test('a stage of another kind or of nowhere is refused by name', async () => {
  const { deal } = await newDeal()
  const move = (stageId: string) => agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId })
  expect((await refusalOf(move(final('won')))).code).toBe('stage-closes-deal')
  expect((await refusalOf(move(deal.id))).code).toBe('not-found')
})

test('[D15] the history tells every act in order', async () => {
  const { deal } = await newDeal()
  await agent.ask('deal:edit', { dealId: deal.id, changes: { name: { was: deal.name, is: 'Annual plan' } } })
  await agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(1) })
  await agent.ask('deal:win', { dealId: deal.id })
  const history = await agent.ask('deal:history', { dealId: deal.id })
  expect(history.map(({ name }) => name)).toEqual(['deal.created', 'deal.edited', 'deal.moved', 'deal.won'])
  expect(history[1]?.changes).toEqual([{ field: 'name', was: deal.name, is: 'Annual plan' }])
})

test('[D18] [K10] a colleague hears every change at once', async () => {
  const colleague = await world.agent(await world.hire('Priya Raman'))
  const { deal } = await newDeal()
  await colleague.heardFact('deal.created', (fact) => fact.data.deal.id === deal.id)
  await agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(4) })
  const moved = await colleague.heardFact('deal.moved', (fact) => fact.data.deal.id === deal.id)
  expect(moved.data).toMatchObject({ fromStageId: stage(0), deal: { stageId: stage(4) } })
})

test('[D01] a deal made by mistake is taken back', async () => {
  const { deal, person } = await newDeal()
  await agent.ask('deal:remove', { dealId: deal.id })
  expect(await agent.ask('deal:ofPerson', { personId: person.id })).toEqual([])
  expect((await refusalOf(agent.ask('deal:read', { dealId: deal.id }))).code).toBe('not-found')
})

test('asked twice under one name, a deal is made once', async () => {
  const { person, conversationId } = await newDeal()
  const rid = randomId()
  const input = { rid, personId: person.id, conversationId }
  const [one, two] = await Promise.all([agent.ask('deal:create', input), agent.ask('deal:create', input)])
  expect(two).toEqual(one)
  expect((await refusalOf(agent.ask('deal:create', { ...input, name: 'Other' }))).code).toBe('rid-reused')
  expect(await agent.ask('deal:ofPerson', { personId: person.id })).toHaveLength(2)
})

test('who may only read changes nothing', async () => {
  const { deal, person, conversationId } = await newDeal()
  const reader = await world.agent(await world.hire('Hannah Cole', 'read-only'))
  expect((await reader.ask('deal:read', { dealId: deal.id })).id).toBe(deal.id)
  for (const attempt of [
    reader.ask('deal:create', { personId: person.id, conversationId }),
    reader.ask('deal:win', { dealId: deal.id }),
    reader.ask('message:send', { id: randomId(), conversationId, body: 'x' }),
    reader.ask('note:write', { conversationId, body: 'x' }),
    reader.ask('task:create', { personId: person.id, dealId: null, conversationId: null, title: 'x', dueAt: null }),
  ])
    expect((await refusalOf(attempt)).code).toBe('not-allowed')
})
