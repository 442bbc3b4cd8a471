import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { type Line, refusalOf, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let colleague: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  colleague = await world.agent(await world.hire('Marcus Hale'))
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
})
afterAll(() => world.close())

const stage = (index: number) => pipeline.stages[index]?.id ?? ''
const pipelineId = () => pipeline.id

async function add(name: string, at = 0, amount: number | null = null): Promise<Deal> {
  const whose = { siteId: world.site.id, name: `Whose ${name}` }
  const { deal } = await owner.ask('deal:add', { stageId: stage(at), whose, name })
  if (amount === null) return deal
  return owner.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: amount } } })
}

/** Has something have happened so many days ago. */
function age(deal: Deal, days: number): void {
  const then = new Date(Date.now() - days * 86_400_000).toISOString()
  const database = new Database(join(world.dataDir, 'parley.sqlite'))
  database.prepare('update deal set stage_since = ?, touched_at = ? where id = ?').run(then, then, deal.id)
  database.prepare('update stage_stay set entered_at = ? where deal_id = ? and left_at is null').run(then, deal.id)
  database.close()
}

const board = async (input: object = {}, line = owner) =>
  (await line.ask('deal:board', { pipelineId: pipelineId(), ...input })).columns
const namesIn = (columns: Awaited<ReturnType<typeof board>>, at = 0) => columns[at]?.cards.map(({ deal }) => deal.name)

test('[K12] a deal is added in a stage for somebody new, in one step, and for somebody known', async () => {
  const whose = { siteId: world.site.id, name: 'Ayşe Kaya' }
  const card = await owner.ask('deal:add', { stageId: stage(2), whose, name: 'Two sofas' })
  expect(card).toMatchObject({
    personName: 'Ayşe Kaya',
    deal: { stageId: stage(2), name: 'Two sofas', conversationId: null },
  })
  const [found] = await owner.ask('person:find', { q: 'ayse' })
  expect(found).toMatchObject({ id: card.deal.personId, name: 'Ayşe Kaya' })
  const second = await owner.ask('deal:add', {
    stageId: stage(0),
    whose: { personId: card.deal.personId },
    name: 'A lamp',
  })
  expect(second.deal.personId).toBe(card.deal.personId)
  await colleague.heardFact('deal.created', (fact) => fact.data.deal.id === second.deal.id)
  const final = pipeline.stages.find(({ kind }) => kind === 'won')?.id ?? ''
  expect(await refusalOf(owner.ask('deal:add', { stageId: final, whose, name: 'x' }))).toMatchObject({
    code: 'stage-closes-deal',
  })
  const stranger = await world.agent(await world.hire('Stranger', 'agent', []))
  for (const of of [whose, { personId: card.deal.personId }])
    expect(await refusalOf(stranger.ask('deal:add', { stageId: stage(0), whose: of, name: 'x' }))).toMatchObject({
      code: 'not-found',
    })
})

test('[K02] [K08] a narrowed board adds up all that matches, not only what it shows', async () => {
  for (let at = 0; at < 60; at++) await add(`Serial ${at}`, 1, 1_000)
  await add('Something else', 1, 999_999)
  const columns = await board({ q: 'serial' })
  expect(columns[1]).toMatchObject({ matching: { count: 60, amount: 60_000 }, cards: { length: 50 } })
  expect(columns[1]?.totals[0]).toMatchObject({ count: 61 })
  expect(columns[0]).toMatchObject({ matching: { count: 0, amount: 0 }, cards: [], next: null })
  const rest = await owner.ask('deal:column', { stageId: stage(1), cursor: columns[1]?.next ?? '', q: 'serial' })
  expect(rest.cards).toHaveLength(10)
  const ids = [...(columns[1]?.cards ?? []), ...rest.cards].map(({ deal }) => deal.id)
  expect(new Set(ids).size).toBe(60)
})

test('[K08] a board is sorted by what one asks for', async () => {
  await add('Cheap', 3, 1)
  await add('Dear', 3, 5_000)
  await add('Unknown', 3)
  expect(namesIn(await board({ sort: '-amount' }), 3)).toEqual(['Dear', 'Cheap', 'Unknown'])
  expect(namesIn(await board({ sort: 'amount' }), 3)).toEqual(['Cheap', 'Dear', 'Unknown'])
  expect(namesIn(await board(), 3)).toEqual(['Unknown', 'Dear', 'Cheap'])
})

test('[K03] a board says where deals get stuck, how long is usual and how many go on', async () => {
  const old = await add('Old', 4)
  age(old, 20)
  const [gone, won, lost] = [await add('Gone', 4), await add('Won', 4), await add('Lost', 4)]
  for (const deal of [gone, won, lost]) age(deal, 4)
  await owner.ask('deal:move', { dealId: gone.id, fromStageId: stage(4), stageId: stage(0) })
  await owner.ask('deal:win', { dealId: won.id })
  await owner.ask('deal:lose', { dealId: lost.id, lossReasonId: pipeline.lossReasons[0]?.id })
  const { stages } = await owner.ask('deal:pace', { pipelineId: pipelineId() })
  expect(stages.find(({ stageId }) => stageId === stage(4))).toEqual({
    ...{ stageId: stage(4), stuck: 1, days: 20, usualDays: 4, goesOn: 50 },
  })
  expect((await board({ stuck: 'yes' })).flatMap(({ cards }) => cards.map(({ deal }) => deal.name))).toEqual(['Old'])
  await owner.ask('task:create', {
    ...{ personId: old.personId, dealId: old.id, conversationId: null, title: 'Call' },
    dueAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  expect((await board({ stuck: 'yes' })).every(({ cards }) => cards.length === 0)).toBe(true)
})

test('[K07] cards know whose words nobody has read', async () => {
  const visitor = await world.visitor()
  const { conversationId } = await visitor.says('Anybody there?')
  const { person } = await owner.ask('conversation:read', { conversationId })
  await owner.ask('deal:create', { personId: person.id, conversationId })
  expect((await board())[0]?.unread).toEqual([person.id])
  await owner.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
  expect((await board())[0]?.unread).toEqual([])
})

test('[K10] a card that is carried is seen carried by those who may see it, and by nobody else', async () => {
  const deal = await add('Carried', 0)
  const stranger = await world.agent(await world.hire('Elsewhere', 'agent', []))
  const reader = await world.agent(await world.hire('Reader', 'read-only'))
  for (const line of [owner, colleague, stranger, reader]) line.signals.splice(0)
  const say = (line: Line, stageId: string | null) =>
    line.socket.emit('signal', 'deal.dragging', { dealId: deal.id, stageId })
  say(stranger, stage(1))
  say(reader, stage(1))
  say(colleague, stage(2))
  const heard = (await owner.heardSignal('deal.dragging')) as { stageId: string; agentName: string; dealId: string }
  expect(heard).toMatchObject({ dealId: deal.id, stageId: stage(2), agentName: 'Marcus Hale' })
  say(colleague, null)
  await until(() => owner.signals.filter(({ name }) => name === 'deal.dragging').length === 2, 'that it was let go')
  expect(stranger.signals.filter(({ name }) => name === 'deal.dragging')).toEqual([])
  expect(reader.signals.filter(({ name }) => name === 'deal.dragging')).toHaveLength(2)
})

test('[K04] two move the same card at the same moment: one is told that the other was faster', async () => {
  const deal = await add('Wanted by two', 0)
  const move = (line: Line, to: number) =>
    line.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: stage(to) })
  const results = await Promise.allSettled([move(owner, 1), move(colleague, 2)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const standing = await owner.ask('deal:read', { dealId: deal.id })
  const [refused] = await Promise.all([refusalOf(move(colleague, 3))])
  expect(refused).toEqual({ code: 'stale', details: { current: { stageId: standing.stageId } } })
})

test('[K04] dropped where a stage is no more, a card stays where it was', async () => {
  const deal = await add('Homeless', 0)
  const gone = '01900000-0000-7000-8000-000000000000'
  const move = owner.ask('deal:move', { dealId: deal.id, fromStageId: stage(0), stageId: gone })
  expect(await refusalOf(move)).toMatchObject({ code: 'not-found' })
  expect(await owner.ask('deal:read', { dealId: deal.id })).toMatchObject({ stageId: stage(0), version: deal.version })
})
