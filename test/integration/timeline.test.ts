import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#shared/protocol/index'
import type { Line } from '../support/ask'
import { refusalOf } from '../support/ask'
import { password, World } from '../support/world'

let world: World
let owner: Line
let personId = ''

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Hello')
  personId = (await owner.ask('conversation:read', { conversationId })).person.id
  await owner.ask('note:write', { conversationId, body: 'Wants ten' })
  await visitor.line.ask('visit:introduce', { name: 'Ayşe' })
  const deal = await owner.ask('deal:create', { personId, conversationId })
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stages = pipeline?.stages ?? []
  // A card that is put elsewhere in its column is no news.
  await owner.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId: deal.stageId, beforeId: null })
  await owner.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId: stages[1]?.id ?? '' })
  await owner.ask('deal:note', { dealId: deal.id, body: 'Call first' })
  const task = { personId, dealId: deal.id, conversationId, title: 'Call', dueAt: null }
  await owner.ask('task:complete', { taskId: (await owner.ask('task:create', task)).id })
  const { id: contactId } = await owner.ask('contact:create', { whose: { personId }, details: { name: 'Ayşe' } })
  await owner.ask('contact:edit', { contactId, changes: { title: { was: '', is: 'Buyer' } } })
  await owner.ask('conversation:close', { conversationId })
})
afterAll(() => world.close())

const names = async (asked: Partial<InputOf<'person:timeline'>> = {}, line = owner) =>
  (await line.ask('person:timeline', { personId, ...asked })).items.map(({ name }) => name)

const all = [
  ...['conversation.closed', 'contact.edited', 'contact.created', 'task.completed', 'task.created', 'note.left'],
  ...['deal.moved', 'deal.created', 'lead.created', 'note.written', 'conversation.started'],
]

test('[C06] everything that has happened with somebody stands on one line, the latest first', async () => {
  expect(await names()).toEqual(all)
})

test('[C06] a page goes on where the one before ended', async () => {
  const paged: string[] = []
  for (let before: number | undefined; ; ) {
    const { items, next } = await owner.ask('person:timeline', { personId, before, limit: 3 })
    paged.push(...items.map(({ name }) => name))
    if (next === null) break
    before = next
  }
  expect(paged).toEqual(all)
})

test('[C06] the line is narrowed by kind', async () => {
  expect(await names({ kinds: ['notes', 'leads'] })).toEqual(['note.left', 'lead.created', 'note.written'])
  expect(await names({ kinds: ['files'] })).toEqual([])
})

test('[C06] nobody is told what they may not read, and nothing is told elsewhere', async () => {
  const scopes = ['contacts.read', 'leads.read'] as const
  const { secret } = await owner.ask('key:create', { proof: password, name: 'Program', scopes: [...scopes] })
  const headers = { authorization: `Bearer ${secret}`, cookie: '' }
  const answer = await world.fetch(`/api/v1/people/${personId}/timeline`, { headers })
  const { items } = (await answer.json()) as { items: { name: string }[] }
  expect(items.map(({ name }) => name)).toEqual(['contact.edited', 'contact.created', 'lead.created'])
  const elsewhere = await world.agent(await world.hire('Far', 'agent', []))
  expect((await refusalOf(elsewhere.ask('person:timeline', { personId }))).code).toBe('not-found')
})
