import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let personId: string
let first: Pipeline

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  first = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  const { conversationId } = await (await world.visitor()).says('Hello')
  personId = (await owner.ask('conversation:read', { conversationId })).person.id
})
afterAll(() => world.close())

let made = 0
const newPipeline = (currency = 'TRY') => owner.ask('pipeline:create', { name: `Pipeline ${made++}`, currency })
const newDeal = (pipelineId?: string) => owner.ask('deal:create', { personId, conversationId: null, pipelineId })
const worth = (dealId: string, is: number) => owner.ask('deal:edit', { dealId, changes: { amount: { was: null, is } } })
const code = async (promise: Promise<unknown>) => (await refusalOf(promise)).code
const open = ({ stages }: Pipeline) => stages.filter(({ kind }) => kind === 'open')
const stageAt = (pipeline: Pipeline, index: number) => open(pipeline)[index] as Stage

describe('loss reasons', () => {
  test('[P11] they are added, renamed, put in order and archived; an archived one stays on the deals it was given to', async () => {
    const { id: pipelineId, lossReasons } = await newPipeline()
    const [price, rival] = lossReasons
    const label = { was: price?.label ?? '', is: 'Too dear' }
    await owner.ask('reason:edit', { lossReasonId: price?.id ?? '', changes: { label } })
    expect(await code(owner.ask('reason:add', { pipelineId, label: 'TOO DEAR' }))).toBe('name-taken')
    const added = await owner.ask('reason:add', { pipelineId, label: 'Too far' })
    const far = added.lossReasons.at(-1)
    const moved = await owner.ask('reason:move', { lossReasonId: far?.id ?? '', beforeId: rival?.id ?? '' })
    expect(moved.lossReasons.slice(0, 2).map((one) => one.label)).toEqual(['Too dear', 'Too far'])
    const { id: dealId } = await newDeal(pipelineId)
    await owner.ask('deal:lose', { dealId, lossReasonId: far?.id })
    const after = await owner.ask('reason:archive', { lossReasonId: far?.id ?? '' })
    expect(after.archived.lossReasons).toMatchObject([{ label: 'Too far' }])
    expect(await owner.ask('deal:read', { dealId })).toMatchObject({ lossReasonId: far?.id })
    const other = await newDeal(pipelineId)
    expect(await code(owner.ask('deal:lose', { dealId: other.id, lossReasonId: far?.id }))).toBe('loss-reason-required')
    await owner.ask('reason:restore', { lossReasonId: far?.id ?? '' })
    expect(await owner.ask('deal:lose', { dealId: other.id, lossReasonId: far?.id })).toMatchObject({ outcome: 'lost' })
  })

  test('[P11] a reason is asked for unless the pipeline says otherwise, and one that asks has at least one', async () => {
    const { id: pipelineId, lossReasons } = await newPipeline()
    const { id: dealId } = await newDeal(pipelineId)
    expect(await code(owner.ask('deal:lose', { dealId }))).toBe('loss-reason-required')
    const ids = lossReasons.map(({ id }) => id)
    for (const lossReasonId of ids.slice(1)) await owner.ask('reason:archive', { lossReasonId })
    expect(await code(owner.ask('reason:archive', { lossReasonId: ids[0] ?? '' }))).toBe('last-reason')
    await owner.ask('pipeline:edit', { pipelineId, changes: { reasonRequired: { was: true, is: false } } })
    await owner.ask('reason:archive', { lossReasonId: ids[0] ?? '' })
    expect(await owner.ask('deal:lose', { dealId })).toMatchObject({ outcome: 'lost', lossReasonId: null })
    const on = owner.ask('pipeline:edit', { pipelineId, changes: { reasonRequired: { was: false, is: true } } })
    expect(await code(on)).toBe('last-reason')
  })
})

describe('currency', () => {
  test('[P12] an empty pipeline just changes; one with deals is asked what becomes of the amounts', async () => {
    const { id: pipelineId } = await newPipeline()
    const to = (was: string, is: string, change?: object) =>
      owner.ask('pipeline:setCurrency', { pipelineId, was, is, change } as never)
    expect(await to('TRY', 'EUR')).toMatchObject({ currency: 'EUR' })
    await newDeal(pipelineId)
    expect(await code(to('EUR', 'USD'))).toBe('currency-in-use')
    expect(await code(to('TRY', 'USD', { how: 'convert', rate: '2' }))).toBe('stale')
    expect(await code(to('EUR', 'XQZ', { how: 'convert', rate: '2' }))).toBe('malformed')
    for (const rate of ['0', '0.000', '-1', '1e9', '1,5', 'x', '1234567890'])
      expect(await code(to('EUR', 'USD', { how: 'convert', rate })), rate).toBe('malformed')
    expect(await code(to('EUR', 'USD', { how: 'relabel', name: 'Sales' }))).toBe('name-differs')
  })

  test('[P12] converting is exact, rounds half up, moves every total with it and stays in every history', async () => {
    const { id: pipelineId, lossReasons } = await newPipeline()
    const deals = [await newDeal(pipelineId), await newDeal(pipelineId), await newDeal(pipelineId)]
    const [one, two, none] = deals.map(({ id }) => id) as [string, string, string]
    await worth(one, 125_050)
    await worth(two, 1)
    await owner.ask('deal:edit', { dealId: one, changes: { probability: { was: null, is: 50 } } })
    await owner.ask('deal:lose', { dealId: two, lossReasonId: lossReasons[0]?.id })
    const change = { how: 'convert', rate: '0.0236' } as const
    await owner.ask('pipeline:setCurrency', { pipelineId, was: 'TRY', is: 'EUR', change })
    const read = (dealId: string) => owner.ask('deal:read', { dealId })
    // 125050 × 0.0236 = 2951.18; 1 × 0.0236 rounds to nothing.
    expect(await read(one)).toMatchObject({ amount: 2_951, currency: 'EUR' })
    expect(await read(two)).toMatchObject({ amount: 0, currency: 'EUR', outcome: 'lost' })
    expect(await read(none)).toMatchObject({ amount: null, currency: 'EUR' })
    const { columns } = await owner.ask('deal:board', { pipelineId })
    expect(columns[0]?.totals).toMatchObject([
      { count: 2, amount: 2_951, byHand: { amount: 2_951, weighted: 147_550 } },
    ])
    const history = await owner.ask('deal:history', { dealId: one })
    expect(history.at(-1)?.changes).toEqual([
      { field: 'worth', was: { amount: 125_050, currency: 'TRY' }, is: { amount: 2_951, currency: 'EUR' } },
    ])
    const huge = { how: 'convert', rate: '999999999' } as const
    expect(await code(owner.ask('pipeline:setCurrency', { pipelineId, was: 'EUR', is: 'TRY', change: huge }))).toBe(
      'amount-too-large',
    )
    expect(await read(one)).toMatchObject({ amount: 2_951, currency: 'EUR' })
  })

  test('[P12] relabelling keeps the figures people read, also where a currency has other digits', async () => {
    const { id: pipelineId, name } = await newPipeline()
    const { id: dealId } = await newDeal(pipelineId)
    await worth(dealId, 125_050)
    const relabel = { how: 'relabel', name } as const
    await owner.ask('pipeline:setCurrency', { pipelineId, was: 'TRY', is: 'JPY', change: relabel })
    expect(await owner.ask('deal:read', { dealId })).toMatchObject({ amount: 1_251, currency: 'JPY' })
  })
})

describe('default, site and end of a pipeline', () => {
  test('[P15] a new deal goes where it was asked to, else to the pipeline of its site, else to the default', async () => {
    const [ofSite, chosen] = [await newPipeline(), await newPipeline()]
    const site = { siteId: world.site.id }
    expect((await newDeal()).pipelineId).toBe(first.id)
    expect(await owner.ask('site:edit', { ...site, pipelineId: ofSite.id })).toMatchObject({ pipelineId: ofSite.id })
    expect((await newDeal()).pipelineId).toBe(ofSite.id)
    expect((await newDeal(chosen.id)).pipelineId).toBe(chosen.id)
    await owner.ask('pipeline:archive', { pipelineId: ofSite.id })
    expect((await newDeal()).pipelineId).toBe(first.id)
    expect(await code(owner.ask('site:edit', { ...site, pipelineId: world.site.id }))).toBe('not-found')
    await owner.ask('site:edit', { ...site, pipelineId: null })
    await owner.ask('pipeline:setDefault', { pipelineId: chosen.id })
    expect((await newDeal()).pipelineId).toBe(chosen.id)
    expect((await owner.ask('pipeline:list', {})).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
      chosen.id,
    ])
    await owner.ask('pipeline:setDefault', { pipelineId: first.id })
  })

  test('[P16] an archived pipeline is read and not changed, neither it nor its deals', async () => {
    const pipeline = await newPipeline()
    const deal = await newDeal(pipeline.id)
    await owner.ask('pipeline:archive', { pipelineId: pipeline.id })
    const { id: dealId, stageId } = deal
    const next = stageAt(pipeline, 1).id
    for (const attempt of [
      newDeal(pipeline.id),
      worth(dealId, 5),
      owner.ask('deal:move', { dealId, fromStageId: stageId, stageId: next }),
      owner.ask('deal:win', { dealId }),
      owner.ask('deal:lose', { dealId, lossReasonId: pipeline.lossReasons[0]?.id }),
      owner.ask('deal:remove', { dealId }),
      owner.ask('pipeline:edit', { pipelineId: pipeline.id, changes: { maySkip: { was: true, is: false } } }),
      owner.ask('stage:add', { pipelineId: pipeline.id, name: 'More' }),
      owner.ask('stage:remove', { stageId, moveToStageId: next }),
      owner.ask('reason:add', { pipelineId: pipeline.id, label: 'More' }),
      owner.ask('pipeline:setDefault', { pipelineId: pipeline.id }),
    ])
      expect(await code(attempt)).toBe('pipeline-archived')
    expect(await owner.ask('deal:read', { dealId })).toEqual(deal)
    expect((await owner.ask('deal:board', { pipelineId: pipeline.id })).columns[0]?.cards).toHaveLength(1)
    await owner.ask('pipeline:restore', { pipelineId: pipeline.id })
    expect(await worth(dealId, 5)).toMatchObject({ amount: 5 })
  })

  test('[P16] the default stays, what had deals is archived, and only what never had any is removed', async () => {
    for (const attempt of [
      owner.ask('pipeline:archive', { pipelineId: first.id }),
      owner.ask('pipeline:remove', { pipelineId: first.id }),
    ])
      expect(await code(attempt)).toBe('pipeline-stays')
    const used = await newPipeline()
    const { id: dealId } = await newDeal(used.id)
    expect(await code(owner.ask('pipeline:remove', { pipelineId: used.id }))).toBe('pipeline-in-use')
    await owner.ask('deal:remove', { dealId })
    expect(await code(owner.ask('pipeline:remove', { pipelineId: used.id }))).toBe('pipeline-in-use')
    const colleague = await world.agent(await world.hire('Priya Raman'))
    const { id: pipelineId } = await newPipeline()
    await owner.ask('site:edit', { siteId: world.site.id, pipelineId })
    await owner.ask('pipeline:remove', { pipelineId })
    await colleague.heardFact('pipeline.removed', ({ data }) => data.pipeline.id === pipelineId)
    expect((await owner.ask('site:list', {}))[0]).toMatchObject({ pipelineId: null })
    expect((await owner.ask('pipeline:list', {})).map(({ id }) => id)).not.toContain(pipelineId)
  })

  test('[P16] whoever was away while a pipeline was removed hears of it when they come back', async () => {
    const { epoch, n } = await owner.ask('console:load', {})
    const { id: pipelineId } = await newPipeline()
    await owner.ask('pipeline:remove', { pipelineId })
    const missed = await owner.ask('console:sync', { epoch, after: n })
    const names = missed.resync ? [] : missed.facts.map(({ name }) => name)
    expect(names).toContain('pipeline.removed')
  })
})
