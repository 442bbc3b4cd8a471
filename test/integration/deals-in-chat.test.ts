import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { password, World } from '../support/world'

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

/** A deal made from a chat, as the panel makes it. */
async function newDeal() {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('What would twenty seats cost?')
  const { person } = await agent.ask('conversation:read', { conversationId })
  const deal = await agent.ask('deal:create', { personId: person.id, conversationId })
  return { deal, person, conversationId, visitor }
}

test('[D14] what happens to a deal stands in its conversation, between the messages, for agents only', async () => {
  const { deal, conversationId, visitor } = await newDeal()
  await agent.ask('message:send', { id: randomId(), conversationId, body: 'Let me see' })
  await agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: 500 } } })
  await agent.ask('deal:edit', { dealId: deal.id, changes: { source: { was: deal.source, is: 'A friend' } } })
  await agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(0), beforeId: null })
  await agent.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(1) })
  await visitor.says('And?')
  await agent.ask('deal:win', { dealId: deal.id })
  const read = async (what: { before?: number; limit?: number } = {}) => {
    const { lines, messages } = await agent.ask('conversation:read', { conversationId, ...what })
    return [...lines, ...messages.map(({ n, body }) => ({ n, name: body }))]
      .sort((a, b) => a.n - b.n)
      .map(({ name }) => name)
  }
  const beginning = ['What would twenty seats cost?', 'deal.created']
  const middle = ['Let me see', 'deal.edited', 'deal.moved']
  expect(await read()).toEqual([...beginning, ...middle, 'And?', 'deal.won'])
  expect(await read({ limit: 1 })).toEqual(['And?', 'deal.won'])
  expect(await read({ before: 3, limit: 1 })).toEqual(middle)
  expect(await read({ before: 3 })).toEqual([...beginning, ...middle])
  expect((await visitor.sees()).messages.map(({ body }) => body)).toEqual([
    'What would twenty seats cost?',
    'Let me see',
    'And?',
  ])
})

test('[D14] whoever may not read deals reads the conversation without them', async () => {
  const { conversationId } = await newDeal()
  const scopes = ['conversations.read'] as const
  const { secret } = await agent.ask('key:create', { name: 'Reader', scopes: [...scopes], proof: password })
  const response = await world.fetch(`/api/v1/conversations/${conversationId}`, {
    headers: { authorization: `Bearer ${secret}`, cookie: '' },
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ lines: [], messages: [{ seq: 1 }] })
})

test('[D17] a field taken from a message remembers the message, until somebody writes it by hand', async () => {
  const { deal, conversationId } = await newDeal()
  const edit = (is: number, was: number | null, from?: { conversationId: string; seq: number }) =>
    agent.ask('deal:edit', { dealId: deal.id, changes: { amount: { was, is } }, from })
  const told = await edit(96_000, null, { conversationId, seq: 1 })
  expect(told).toMatchObject({ amount: 96_000, quotes: [{ field: 'amount', conversationId, seq: 1 }] })
  const named = await agent.ask('deal:edit', {
    ...{ dealId: deal.id, from: { conversationId, seq: 1 } },
    changes: { description: { was: '', is: 'Twenty seats' } },
  })
  expect(named.quotes.map(({ field }) => field)).toEqual(['amount', 'description'])
  expect((await edit(90_000, 96_000)).quotes.map(({ field }) => field)).toEqual(['description'])
  const elsewhere = await newDeal()
  const refused = [
    edit(1, 90_000, { conversationId, seq: 2 }),
    edit(1, 90_000, { conversationId: elsewhere.conversationId, seq: 1 }),
    edit(1, 90_000, { conversationId: deal.id, seq: 1 }),
  ]
  for (const one of refused) expect(await refusalOf(one)).toEqual({ code: 'not-found', details: { field: 'from' } })
})
