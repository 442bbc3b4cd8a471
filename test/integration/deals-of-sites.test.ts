import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Column } from '#shared/protocol/deal-lists'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Site } from '#shared/protocol/sites'
import { type Line, refusalOf, until } from '../support/ask'
import { password, World } from '../support/world'

let world: World
let owner: Line
let pipeline: Pipeline
let elsewhere: Site
/** Who works on the first site, on the other, on both, on none. */
let here: Line
let there: Line
let both: Line
let nowhere: Line

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  elsewhere = await owner.ask('site:create', { name: 'Elsewhere', domains: ['other.test'], locale: 'en' })
  const hire = async (siteIds: string[]) => world.agent(await world.hire('Somebody', 'agent', siteIds))
  here = await hire([world.site.id])
  there = await hire([elsewhere.id])
  both = await hire([world.site.id, elsewhere.id])
  nowhere = await hire([])
})
afterAll(() => world.close())

const first = () => pipeline.stages[0]?.id ?? ''

/** A deal of a new person on a site, worth something. */
async function newDeal({ key, domains }: Site, worth: number) {
  const visitor = await world.visitor(undefined, key, `http://${domains[0]}`)
  const { conversationId } = await visitor.says('What would it cost?')
  const { person } = await owner.ask('conversation:read', { conversationId })
  const { id } = await owner.ask('deal:create', { personId: person.id, conversationId })
  return owner.ask('deal:edit', { dealId: id, changes: { amount: { was: null, is: worth } } })
}

const columnOf = async (line: Line): Promise<Column> => {
  const { columns } = await line.ask('deal:board', { pipelineId: pipeline.id })
  return columns[0] as Column
}
const idsOn = async (line: Line) => (await columnOf(line)).cards.map(({ deal }) => deal.id)
const sumsOn = async (line: Line) =>
  Object.fromEntries((await columnOf(line)).totals.map(({ siteId, count, amount }) => [siteId, { count, amount }]))

test('a board shows the deals and the totals of the sites one works on', async () => {
  const mine = await newDeal(world.site, 100)
  const far = await newDeal(elsewhere, 7_000)
  const hereSum = { [world.site.id]: { count: 1, amount: 100 } }
  const thereSum = { [elsewhere.id]: { count: 1, amount: 7_000 } }
  expect([await idsOn(here), await sumsOn(here)]).toEqual([[mine.id], hereSum])
  expect([await idsOn(there), await sumsOn(there)]).toEqual([[far.id], thereSum])
  expect([await idsOn(nowhere), await sumsOn(nowhere)]).toEqual([[], {}])
  for (const line of [both, owner])
    expect([await idsOn(line), await sumsOn(line)]).toEqual([[far.id, mine.id], { ...hereSum, ...thereSum }])
})

test('the next cards of a column are of these sites, too', async () => {
  const column = (line: Line) => line.ask('deal:column', { stageId: first(), cursor: 'WyJBIiwiYSJd' })
  const [shown] = (await column(here)).cards
  expect(shown?.deal.siteId).toBe(world.site.id)
  expect(await column(nowhere)).toEqual({
    stageId: first(),
    totals: [],
    matching: null,
    cards: [],
    unread: [],
    next: null,
  })
})

test('what happens to a deal is told to those of its site, live and to who comes back', async () => {
  const { epoch, n } = await there.ask('console:load', {})
  const { id } = await newDeal(world.site, 300)
  await both.heardFact('deal.edited', (fact) => fact.data.deal.id === id)
  const last = await newDeal(elsewhere, 400)
  await there.heardFact('deal.edited', (fact) => fact.data.deal.id === last.id)
  expect(JSON.stringify(there.facts)).not.toContain(id)
  const missed = await there.ask('console:sync', { epoch, after: n })
  expect(JSON.stringify(missed)).toContain(last.id)
  expect(JSON.stringify(missed)).not.toContain(id)
})

test('a card one may not know is no place to put another in front of', async () => {
  const far = await newDeal(elsewhere, 1)
  const lower = await newDeal(world.site, 2)
  const target = await newDeal(world.site, 3)
  await newDeal(elsewhere, 4)
  const put = (line: Line, beforeId: string) =>
    line.ask('deal:move', { dealId: lower.id, fromStageId: first(), stageId: first(), beforeId })
  await put(here, far.id)
  const asIfNotThere = await idsOn(here)
  expect(asIfNotThere[0]).toBe(lower.id)
  await put(here, target.id)
  expect(await idsOn(here)).toEqual(asIfNotThere)
  await put(here, '01900000-0000-7000-8000-000000000000')
  expect(await idsOn(here)).toEqual(asIfNotThere)
  await put(both, far.id)
  const everything = await idsOn(owner)
  expect(everything.indexOf(lower.id)).toBe(everything.indexOf(far.id) - 1)
})

test('a task is not hung on a deal of another site', async () => {
  const far = await newDeal(elsewhere, 1)
  const { personId } = await newDeal(world.site, 1)
  const task = (dealId: string) =>
    here.ask('task:create', { personId, dealId, conversationId: null, title: 'Call', dueAt: null })
  expect(await refusalOf(task(far.id))).toEqual({ code: 'not-found', details: {} })
  expect(await refusalOf(here.ask('task:ofPerson', { personId: far.personId }))).toEqual({
    code: 'not-found',
    details: {},
  })
})

test('a program sees the deals of every site', async () => {
  const scopes = ['deals.read' as const]
  const { secret } = await owner.ask('key:create', { proof: password, name: 'Report', scopes })
  const headers = { authorization: `Bearer ${secret}`, cookie: '' }
  const answer = await (await world.fetch(`/api/v1/pipelines/${pipeline.id}/board`, { headers })).json()
  // Whose words wait to be read is for those who may read them.
  expect(answer.columns[0]).toEqual({ ...(await columnOf(owner)), unread: [] })
})

test('a site that is taken takes its deals along, and one that is given brings them', async () => {
  const somebody = await world.newcomer('Somebody', 'agent', [world.site.id])
  const line = await world.agent(somebody.cookie)
  const edit = (siteIds: string[]) => owner.ask('agent:edit', { agentId: somebody.id, siteIds })
  await edit([elsewhere.id])
  const mine = await newDeal(world.site, 1)
  const far = await newDeal(elsewhere, 1)
  await line.heardFact('deal.created', (fact) => fact.data.deal.id === far.id)
  expect(line.facts.filter((fact) => JSON.stringify(fact).includes(mine.id))).toEqual([])
  expect(await idsOn(line)).toEqual(await idsOn(there))
  await edit([])
  await until(async () => (await idsOn(line)).length === 0, 'the board to be empty')
})

test('nobody who does not work on the site gets a deal with a move, either', async () => {
  const { id, stageId, ownerId } = await newDeal(world.site, 100)
  await owner.ask('deal:edit', { dealId: id, changes: { ownerId: { was: ownerId, is: null } } })
  const stranger = await world.newcomer('Somebody', 'agent', [elsewhere.id])
  const move = (to: string) =>
    owner.ask('deal:move', {
      dealId: id,
      fromStageId: stageId,
      stageId: pipeline.stages[1]?.id ?? '',
      fields: { ownerId: to },
    })
  expect(await refusalOf(move(stranger.id))).toEqual({ code: 'not-found', details: { field: 'ownerId' } })
  const colleague = await world.newcomer('Somebody', 'agent', [world.site.id])
  expect(await move(colleague.id)).toMatchObject({ ownerId: colleague.id })
})
