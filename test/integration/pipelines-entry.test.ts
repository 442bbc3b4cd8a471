import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let personId: string

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
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

async function strict(requires: Stage['requires'], maySkip = true) {
  const pipeline = await newPipeline()
  const stageId = stageAt(pipeline, 2).id
  await owner.ask('stage:edit', { stageId, changes: { requires: { was: [], is: requires } } })
  if (!maySkip)
    await owner.ask('pipeline:edit', { pipelineId: pipeline.id, changes: { maySkip: { was: true, is: false } } })
  return { pipeline, stageId, deal: await newDeal(pipeline.id) }
}

test('[P18] [C10] what is missing is named, taken with the move and kept as an edit; nothing else is asked', async () => {
  const { stageId, deal } = await strict(['amount', 'closesOn', 'ownerId', 'description'])
  const move = (fields?: object) =>
    owner.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId, fields } as never)
  expect(await refusalOf(move())).toEqual({
    code: 'fields-required',
    details: { fields: ['amount', 'closesOn', 'description'] },
  })
  expect(await refusalOf(move({ amount: 5_000 }))).toMatchObject({ details: { fields: ['closesOn', 'description'] } })
  expect(await owner.ask('deal:read', { dealId: deal.id })).toEqual(deal)
  const moved = await move({ amount: 5_000, closesOn: '2026-12-24', description: 'Twenty seats' })
  expect(moved).toMatchObject({ stageId, amount: 5_000, closesOn: '2026-12-24', description: 'Twenty seats' })
  const history = await owner.ask('deal:history', { dealId: deal.id })
  expect(history.map(({ name }) => name)).toEqual(['deal.created', 'deal.edited', 'deal.moved'])
  expect(history[1]?.changes.map(({ field }) => field)).toEqual(['amount', 'closesOn', 'description'])
})

test('[P18] what a colleague filled in meanwhile is not overwritten', async () => {
  const { stageId, deal } = await strict(['amount'])
  await worth(deal.id, 700)
  const move = owner.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId, fields: { amount: 5 } })
  expect(await refusalOf(move)).toEqual({ code: 'stale', details: { field: 'amount', current: 700 } })
})

test('[P18] the same rule over REST, and no rule for losing, going back or a place within the stage', async () => {
  const { pipeline, stageId, deal } = await strict(['amount'])
  const rest = await world.fetch(`/api/v1/deals/${deal.id}/move`, {
    method: 'POST',
    headers: { 'idempotency-key': randomId() },
    body: JSON.stringify({ fromStageId: deal.stageId, stageId }),
  })
  expect([rest.status, await rest.json()]).toEqual([422, { code: 'fields-required', details: { fields: ['amount'] } }])
  const move = (from: string, to: string) =>
    owner.ask('deal:move', { dealId: deal.id, fromStageId: from, stageId: to, beforeId: null })
  await move(deal.stageId, stageAt(pipeline, 3).id)
  expect(await code(move(stageAt(pipeline, 3).id, stageId))).toBe('fields-required')
  await move(stageAt(pipeline, 3).id, stageAt(pipeline, 3).id)
  await move(stageAt(pipeline, 3).id, stageAt(pipeline, 0).id)
  expect(await owner.ask('deal:lose', { dealId: deal.id, lossReasonId: pipeline.lossReasons[0]?.id })).toMatchObject({
    outcome: 'lost',
  })
})

test('[P18] where skipping is forbidden, one goes forward step by step, back at will, and loses from anywhere', async () => {
  const { pipeline, deal } = await strict([], false)
  const ids = open(pipeline).map(({ id }) => id)
  const move = (from: number, to: number) =>
    owner.ask('deal:move', { dealId: deal.id, fromStageId: ids[from] ?? '', stageId: ids[to] ?? '' })
  expect(await code(move(0, 2))).toBe('stage-skipped')
  expect(await code(owner.ask('deal:win', { dealId: deal.id }))).toBe('stage-skipped')
  for (const [from, to] of [
    [0, 1],
    [1, 2],
    [2, 0],
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ] as const)
    expect(await move(from, to)).toMatchObject({ stageId: ids[to] })
  expect(await owner.ask('deal:win', { dealId: deal.id })).toMatchObject({ outcome: 'won' })
  expect(await owner.ask('deal:reopen', { dealId: deal.id })).toMatchObject({ stageId: ids[4] })
  const other = await newDeal(pipeline.id)
  const lossReasonId = pipeline.lossReasons[0]?.id
  expect(await owner.ask('deal:lose', { dealId: other.id, lossReasonId })).toMatchObject({ outcome: 'lost' })
})

test('[P18] a deal from another pipeline brings what its new stage asks for', async () => {
  const { stageId } = await strict(['amount'])
  const deal = await newDeal()
  const transfer = () => owner.ask('deal:transfer', { dealId: deal.id, fromStageId: deal.stageId, stageId })
  expect(await code(transfer())).toBe('fields-required')
  await worth(deal.id, 5_000)
  expect(await transfer()).toMatchObject({ stageId, amount: 5_000 })
})
