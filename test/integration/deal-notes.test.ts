import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let deal: Deal

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Could you hold the price?')
  const { person } = await owner.ask('conversation:read', { conversationId })
  deal = await owner.ask('deal:create', { personId: person.id, conversationId })
})
afterAll(() => world.close())

test('[D16] a note stands on the deal, is told to colleagues, and pinned ones stay on top', async () => {
  const marcus = await world.agent(await world.hire('Marcus Hale'))
  const first = await owner.ask('deal:note', { dealId: deal.id, body: 'They compare us with Nordmöbel' })
  const second = await owner.ask('deal:note', { dealId: deal.id, body: 'Call in the morning' })
  await marcus.heardFact('note.left', (fact) => fact.data.note.id === second.id)
  const bodies = async () => (await marcus.ask('deal:notes', { dealId: deal.id })).map(({ body }) => body)
  expect(await bodies()).toEqual([second.body, first.body])
  await marcus.ask('deal:pinNote', { noteId: first.id, pinned: true })
  expect(await bodies()).toEqual([first.body, second.body])
  await marcus.ask('deal:pinNote', { noteId: first.id, pinned: false })
  expect(await bodies()).toEqual([second.body, first.body])
  const history = (await owner.ask('deal:history', { dealId: deal.id })).map(({ name }) => name)
  expect(history.filter((name) => name === 'note.left')).toHaveLength(2)
})

test('[D16] a note calls only colleagues who may see the deal', async () => {
  const near = await world.newcomer('Near')
  const far = await world.newcomer('Far', 'agent', [])
  const mentions = [near.id, far.id, near.id]
  const note = await owner.ask('deal:note', { dealId: deal.id, body: '@Near @Far look', mentions })
  expect(note.mentions).toEqual([near.id])
})

test('[D16] notes of a deal one may not see cannot be read, written or pinned', async () => {
  const stranger = await world.agent(await world.hire('Stranger', 'agent', []))
  const { id } = await owner.ask('deal:note', { dealId: deal.id, body: 'Between us' })
  for (const asked of [
    stranger.ask('deal:notes', { dealId: deal.id }),
    stranger.ask('deal:note', { dealId: deal.id, body: 'Hello' }),
    stranger.ask('deal:pinNote', { noteId: id, pinned: true }),
  ])
    expect((await refusalOf(asked)).code).toBe('not-found')
  expect((await refusalOf(owner.ask('deal:note', { dealId: deal.id, body: '   ' }))).code).toBe('malformed')
})

test('[D05] only who works on the site is given a deal', async () => {
  const far = await world.newcomer('Far Away', 'agent', [])
  const near = await world.newcomer('Near By')
  const give = (was: string | null, is: string) =>
    owner.ask('deal:edit', { dealId: deal.id, changes: { ownerId: { was, is } } })
  expect(await refusalOf(give(deal.ownerId, far.id))).toEqual({ code: 'not-found', details: { field: 'ownerId' } })
  expect((await give(deal.ownerId, near.id)).ownerId).toBe(near.id)
})

test('[D05] chance and tags are set by hand, and the stage’s sums follow the hand', async () => {
  const [pipeline] = await owner.ask('pipeline:list', {})
  const stage = pipeline?.stages.find(({ id }) => id === deal.stageId)
  const edit = (changes: object) => owner.ask('deal:edit', { dealId: deal.id, changes })
  await edit({ amount: { was: null, is: 1_000 }, tags: { was: [], is: ['vip', 'fair'] } })
  const totals = async () => {
    const { columns } = await owner.ask('deal:board', { pipelineId: deal.pipelineId })
    return columns.find(({ stageId }) => stageId === stage?.id)?.totals[0]
  }
  expect((await totals())?.byHand).toEqual({ amount: 0, weighted: 0 })
  const set = await edit({ probability: { was: null, is: 90 } })
  expect(set).toMatchObject({ probability: 90, tags: ['vip', 'fair'] })
  expect((await totals())?.byHand).toEqual({ amount: 1_000, weighted: 90_000 })
  const stale = await refusalOf(edit({ tags: { was: ['vip'], is: [] } }))
  expect(stale).toEqual({ code: 'stale', details: { field: 'tags', current: ['vip', 'fair'] } })
  expect((await refusalOf(edit({ probability: { was: 90, is: 101 } }))).code).toBe('malformed')
  await edit({ probability: { was: 90, is: null } })
  expect((await totals())?.byHand).toEqual({ amount: 0, weighted: 0 })
})
