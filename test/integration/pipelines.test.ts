import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open()
  pipeline = (await (await world.agent()).ask('pipeline:list', {}))[0] as Pipeline
})
afterAll(() => world.close())

test('[P05] [P09] the first pipeline has five open stages and the two final ones last', () => {
  expect(pipeline.currency).toBe('TRY')
  expect(pipeline.stages.map(({ kind }) => kind)).toEqual(['open', 'open', 'open', 'open', 'open', 'won', 'lost'])
  expect(pipeline.stages.map(({ probability }) => probability)).toEqual([10, 25, 40, 60, 80, 100, 0])
})

test('[P11] loss reasons come with the pipeline, and the last asks for a note', () => {
  expect(pipeline.lossReasons).toHaveLength(9)
  expect(pipeline.lossReasons.map(({ needsNote }) => needsNote)).toEqual([...Array(8).fill(false), true])
})

test('[P06] with every default renamed, stages mean what their kind says', async () => {
  const renamed = await World.open()
  const database = new Database(join(renamed.dataDir, 'parley.sqlite'))
  database.exec(`update stage set name = 'Won' where kind = 'lost'`)
  database.exec(`update stage set name = 'Lost' where kind = 'won'`)
  database.exec(`update stage set name = 'Closed ' || rank where kind = 'open'`)
  database.exec(`update loss_reason set label = 'Reason ' || rank`)
  database.close()
  const line = await renamed.agent()
  const { conversationId } = await (await renamed.visitor()).says('Hello')
  const { person } = await line.ask('conversation:read', { conversationId })
  const [theirs] = await line.ask('pipeline:list', {})
  const stageOf = (kind: string) => theirs?.stages.find((one) => one.kind === kind)?.id
  const deal = await line.ask('deal:create', { personId: person.id, conversationId })
  const second = theirs?.stages[1]?.id ?? ''
  await line.ask('deal:move', { dealId: deal.id, fromStageId: deal.stageId, stageId: second })
  expect(await line.ask('deal:win', { dealId: deal.id })).toMatchObject({ outcome: 'won', stageId: stageOf('won') })
  expect(await line.ask('deal:reopen', { dealId: deal.id })).toMatchObject({ outcome: 'open', stageId: second })
  expect((await refusalOf(line.ask('deal:lose', { dealId: deal.id }))).code).toBe('loss-reason-required')
  const lossReasonId = theirs?.lossReasons[0]?.id
  expect(await line.ask('deal:lose', { dealId: deal.id, lossReasonId })).toMatchObject({
    outcome: 'lost',
    stageId: stageOf('lost'),
  })
  await renamed.close()
})
