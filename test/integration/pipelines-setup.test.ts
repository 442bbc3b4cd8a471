import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { type Line, refusalOf, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let agent: Line
let reader: Line
let personId: string

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  agent = await world.agent(await world.hire('Priya Raman'))
  reader = await world.agent(await world.hire('Hannah Cole', 'read-only'))
  const { conversationId } = await (await world.visitor()).says('Hello')
  personId = (await owner.ask('conversation:read', { conversationId })).person.id
})
afterAll(() => world.close())

let made = 0
const newPipeline = (name = `Pipeline ${made++}`, currency = 'TRY') => owner.ask('pipeline:create', { name, currency })
const fresh = async (id: string) => (await owner.ask('pipeline:list', {})).find((one) => one.id === id) as Pipeline
const newDeal = (pipelineId: string) => owner.ask('deal:create', { personId, conversationId: null, pipelineId })
const code = async (promise: Promise<unknown>) => (await refusalOf(promise)).code
const open = ({ stages }: Pipeline) => stages.filter(({ kind }) => kind === 'open')
const stageAt = (pipeline: Pipeline, index: number) => open(pipeline)[index] as Stage

describe('making and naming', () => {
  test('[P01] [P02] a pipeline is made by who may manage pipelines, and read by the others', async () => {
    const pipeline = await newPipeline('Repairs', 'EUR')
    expect(pipeline).toMatchObject({ name: 'Repairs', currency: 'EUR', isDefault: false, isArchived: false })
    expect(open(pipeline)).toHaveLength(5)
    const heard = await agent.heardFact('pipeline.created', (fact) => fact.data.pipeline.id === pipeline.id)
    expect(heard.data.pipeline).toEqual(pipeline)
    expect((await reader.ask('pipeline:list', {})).map(({ id }) => id)).toContain(pipeline.id)
    for (const line of [agent, reader])
      expect(await code(line.ask('pipeline:create', { name: 'Mine', currency: 'TRY' }))).toBe('not-allowed')
  })

  test('[P03] names are unique however they are written, may hold emoji, and are safe to change', async () => {
    await newPipeline('KIRALIK İŞLER 🏠')
    for (const name of ['kiralık işler 🏠', 'KİRALIK  IŞLER 🏠', 'Kiralik İşler 🏠 '])
      expect(await refusalOf(newPipeline(name)), name).toEqual({ code: 'name-taken', details: { field: 'name' } })
    const { id, name } = await newPipeline()
    expect(
      (await owner.ask('pipeline:edit', { pipelineId: id, changes: { name: { was: name, is: 'B2B' } } })).name,
    ).toBe('B2B')
    const late = owner.ask('pipeline:edit', { pipelineId: id, changes: { name: { was: name, is: 'Other' } } })
    expect(await refusalOf(late)).toEqual({ code: 'stale', details: { field: 'name', current: 'B2B' } })
    for (const bad of ['', ' ', 'x'.repeat(81)]) expect(await code(newPipeline(bad))).toBe('malformed')
    expect(await code(newPipeline('Nowhere', 'XQZ'))).toBe('malformed')
  })

  test('[P14] a pipeline is like a template in the language of its maker, or like another with its reasons and rules', async () => {
    const rental = await owner.ask('pipeline:create', { name: 'Flats', currency: 'TRY', template: 'rental' })
    expect(stageAt(rental, 4).name).toBe('Deposit paid')
    await owner.ask('stage:edit', {
      stageId: stageAt(rental, 4).id,
      changes: { requires: { was: [], is: ['amount'] }, rottingDays: { was: 14, is: 3 } },
    })
    const copy = await owner.ask('pipeline:create', { name: 'Houses', currency: 'EUR', copyOf: rental.id })
    expect(stageAt(copy, 4)).toMatchObject({ name: 'Deposit paid', requires: ['amount'], rottingDays: 3 })
    expect(copy.lossReasons.map(({ label }) => label)).toEqual(rental.lossReasons.map(({ label }) => label))
    const ids = (one: Pipeline) => [...one.stages, ...one.lossReasons].map(({ id }) => id)
    expect(ids(copy).filter((id) => ids(rental).includes(id))).toEqual([])
    const deal = await newDeal(copy.id)
    expect(deal).toMatchObject({ pipelineId: copy.id, currency: 'EUR', stageId: stageAt(copy, 0).id })
  })
})

describe('stages', () => {
  test('[P04] [P07] stages are added, described and put in another order; everybody sees it at once', async () => {
    const pipeline = await newPipeline()
    const added = await owner.ask('stage:add', {
      pipelineId: pipeline.id,
      name: 'Looked at',
      beforeId: stageAt(pipeline, 1).id,
    })
    expect(open(added)[1]).toMatchObject({ name: 'Looked at', kind: 'open' })
    const { id: stageId } = stageAt(added, 1)
    await owner.ask('stage:edit', {
      stageId,
      changes: {
        color: { was: added.stages[1]?.color ?? 'slate', is: 'pink' },
        description: { was: '', is: 'They wrote back' },
      },
    })
    await owner.ask('stage:move', { stageId, beforeId: null })
    const last = await agent.heardFact('stage.edited', ({ data }) => stageAt(data.pipeline, 5)?.id === stageId)
    expect(stageAt(last.data.pipeline, 5)).toMatchObject({ color: 'pink', description: 'They wrote back' })
    expect(last.data.pipeline.stages.at(-2)?.kind).toBe('won')
    expect(await fresh(pipeline.id)).toEqual(last.data.pipeline)
  })

  test('[P04] a stage has a name of its own in its pipeline, and there is always one main stage', async () => {
    const pipeline = await newPipeline()
    const named = (name: string) => owner.ask('stage:add', { pipelineId: pipeline.id, name })
    expect(await code(named('cONTACTED'))).toBe('name-taken')
    expect(await code(named('won'))).toBe('name-taken')
    for (const stage of open(pipeline).slice(1)) await owner.ask('stage:remove', { stageId: stage.id })
    expect(await code(owner.ask('stage:remove', { stageId: stageAt(pipeline, 0).id }))).toBe('last-stage')
  })

  test('[P05] Won and Lost stay, stay last and can be renamed and nothing else', async () => {
    const pipeline = await newPipeline()
    for (const kind of ['won', 'lost'] as const) {
      const { id: stageId, name } = pipeline.stages.find((one) => one.kind === kind) as Stage
      expect(await code(owner.ask('stage:remove', { stageId }))).toBe('stage-final')
      expect(await code(owner.ask('stage:move', { stageId, beforeId: null }))).toBe('stage-final')
      const chance = owner.ask('stage:edit', {
        stageId,
        changes: { probability: { was: kind === 'won' ? 100 : 0, is: 50 } },
      })
      expect(await code(chance)).toBe('stage-final')
      await owner.ask('stage:edit', { stageId, changes: { name: { was: name, is: `${kind} here` } } })
    }
    expect((await fresh(pipeline.id)).stages.slice(-2).map(({ name }) => name)).toEqual(['won here', 'lost here'])
  })

  test('[P08] [P17] chance and patience of a stage are whole and within bounds; a chance set by hand stays', async () => {
    const pipeline = await newPipeline()
    const stageId = stageAt(pipeline, 0).id
    const edit = (changes: object) => owner.ask('stage:edit', { stageId, changes })
    for (const is of [-1, 101, 12.5, 1e9]) expect(await code(edit({ probability: { was: 10, is } }))).toBe('malformed')
    for (const is of [0, 366, 1.5]) expect(await code(edit({ rottingDays: { was: 14, is } }))).toBe('malformed')
    const [byHand, other] = [await newDeal(pipeline.id), await newDeal(pipeline.id)]
    await owner.ask('deal:edit', {
      dealId: byHand.id,
      changes: { probability: { was: null, is: 90 }, amount: { was: null, is: 1_000 } },
    })
    await owner.ask('deal:edit', { dealId: other.id, changes: { amount: { was: null, is: 1_000 } } })
    await edit({ probability: { was: 10, is: 35 }, rottingDays: { was: 14, is: null } })
    const [column] = (await owner.ask('deal:board', { pipelineId: pipeline.id })).columns
    expect(column?.totals).toMatchObject([{ amount: 2_000, byHand: { amount: 1_000, weighted: 90_000 } }])
    expect(await owner.ask('deal:read', { dealId: byHand.id })).toMatchObject({ probability: 90 })
    expect(await owner.ask('deal:read', { dealId: other.id })).toMatchObject({ probability: null })
  })

  test('[P08] after closed deals a stage tells how many that stood there were won', async () => {
    const pipeline = await newPipeline()
    const [first, second] = [stageAt(pipeline, 0).id, stageAt(pipeline, 1).id]
    const lossReasonId = pipeline.lossReasons[0]?.id
    for (let index = 0; index < 6; index++) {
      const { id: dealId } = await newDeal(pipeline.id)
      if (index < 4) await owner.ask('deal:move', { dealId, fromStageId: first, stageId: second })
      if (index < 3) await owner.ask('deal:win', { dealId })
      else if (index < 5) await owner.ask('deal:lose', { dealId, lossReasonId })
    }
    const rates = await owner.ask('deal:rates', { pipelineId: pipeline.id })
    expect(rates.find(({ stageId }) => stageId === first)).toEqual({ stageId: first, closed: 5, won: 3 })
    expect(rates.find(({ stageId }) => stageId === second)).toEqual({ stageId: second, closed: 4, won: 3 })
  })
})

describe('removing a stage', () => {
  test('[P10] it asks where its deals go, moves them all at once, tells each of them, and stays for the past', async () => {
    const pipeline = await newPipeline()
    const [from, to] = [stageAt(pipeline, 0), stageAt(pipeline, 2)]
    const deals: Deal[] = []
    for (let index = 0; index < 3; index++) deals.push(await newDeal(pipeline.id))
    const { id: there } = await newDeal(pipeline.id)
    await owner.ask('deal:move', { dealId: there, fromStageId: from.id, stageId: to.id })
    expect(await code(owner.ask('stage:remove', { stageId: from.id }))).toBe('stage-in-use')
    const elsewhere = stageAt(await newPipeline(), 0).id
    for (const moveToStageId of [elsewhere, from.id, pipeline.stages.at(-1)?.id ?? ''])
      expect(await code(owner.ask('stage:remove', { stageId: from.id, moveToStageId }))).toBe('stage-elsewhere')
    const after = await owner.ask('stage:remove', { stageId: from.id, moveToStageId: to.id })
    expect(after.stages.map(({ id }) => id)).not.toContain(from.id)
    expect(after.archived.stages).toMatchObject([{ id: from.id, name: from.name }])
    const { columns } = await owner.ask('deal:board', { pipelineId: pipeline.id })
    const cards = columns.find(({ stageId }) => stageId === to.id)?.cards.map(({ deal }) => deal.id)
    expect(cards).toEqual([there, ...deals.map(({ id }) => id).reverse()])
    for (const { id } of deals) {
      const last = (await owner.ask('deal:history', { dealId: id })).at(-1)
      expect(last).toMatchObject({ name: 'deal.moved', changes: [{ field: 'stageId', was: from.id, is: to.id }] })
      await agent.heardFact('deal.moved', ({ data }) => data.deal.id === id && data.deal.stageId === to.id)
    }
  })

  test('[P10] [C11] a deal that was closed from it reopens where its deals went, however often that was repeated', async () => {
    const pipeline = await newPipeline()
    const [a, b, c] = [0, 1, 2].map((index) => stageAt(pipeline, index)) as [Stage, Stage, Stage]
    const { id: dealId } = await newDeal(pipeline.id)
    await owner.ask('deal:win', { dealId })
    await owner.ask('stage:remove', { stageId: a.id, moveToStageId: b.id })
    await owner.ask('stage:remove', { stageId: b.id, moveToStageId: c.id })
    expect(await owner.ask('deal:read', { dealId })).toMatchObject({ lastOpenStageId: a.id })
    expect(await owner.ask('deal:reopen', { dealId })).toMatchObject({ outcome: 'open', stageId: c.id })
  })

  test('[P10] whoever drags a card to a stage that was removed meanwhile is told, and the card stays', async () => {
    const pipeline = await newPipeline()
    const deal = await newDeal(pipeline.id)
    const gone = stageAt(pipeline, 3).id
    await owner.ask('stage:remove', { stageId: gone })
    const move = agent.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId: gone })
    expect(await code(move)).toBe('stage-archived')
    expect(await owner.ask('deal:read', { dealId: deal.id })).toEqual(deal)
    expect(await code(owner.ask('stage:edit', { stageId: gone, changes: { name: { was: 'x', is: 'y' } } }))).toBe(
      'stage-archived',
    )
  })

  test('[P13] a removed stage comes back to its place, unless its name was given away', async () => {
    const pipeline = await newPipeline()
    const [stage, next] = [stageAt(pipeline, 1), stageAt(pipeline, 2)]
    await owner.ask('stage:remove', { stageId: stage.id })
    // Somebody puts a stage exactly where the removed one was.
    const { stages } = await owner.ask('stage:add', { pipelineId: pipeline.id, name: 'Between', beforeId: next.id })
    expect(stages[1]?.name).toBe('Between')
    const back = await owner.ask('stage:restore', { stageId: stage.id })
    expect(open(back).map(({ rank }) => rank)).toEqual([...new Set(open(back).map(({ rank }) => rank))].sort())
    expect(open(back)).toHaveLength(6)
    await owner.ask('stage:remove', { stageId: stage.id })
    await owner.ask('stage:add', { pipelineId: pipeline.id, name: stage.name.toUpperCase() })
    expect(await code(owner.ask('stage:restore', { stageId: stage.id }))).toBe('name-taken')
  })
})

test('[P13] every edit is its own request, and two who edit different fields of one stage both win', async () => {
  const manager = await world.agent(await world.hire('Marcus Hale', 'manager'))
  const pipeline = await newPipeline()
  const { id: stageId, name } = stageAt(pipeline, 0)
  await Promise.all([
    owner.ask('stage:edit', { stageId, changes: { name: { was: name, is: 'Fresh' } } }),
    manager.ask('stage:edit', { stageId, changes: { probability: { was: 10, is: 15 } } }),
  ])
  expect(stageAt(await fresh(pipeline.id), 0)).toMatchObject({ name: 'Fresh', probability: 15 })
  await until(() => manager.facts.filter(({ name: fact }) => fact === 'stage.edited').length >= 2, 'both edits')
})
