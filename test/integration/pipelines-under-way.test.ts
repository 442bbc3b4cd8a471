import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { OutputOf } from '#shared/protocol/index'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { exchange } from '#shared/values/exchange'
import { type Line, refusalOf, until } from '../support/ask'
import { fillDeals } from '../support/many-deals'
import { World } from '../support/world'

const folder = mkdtempSync(join(tmpdir(), 'parley-going-'))
let world: World
let owner: Line
let pipeline: Pipeline

beforeAll(async () => {
  world = await World.open({ dataDir: folder })
  owner = await world.agent()
  pipeline = (await owner.ask('pipeline:list', {}))[0] as Pipeline
  const owners = [(await owner.ask('session:read', {})).agent.id]
  const count = Number(process.env.GOING_DEALS ?? 1_250)
  fillDeals(join(folder, 'parley.sqlite'), { siteId: world.site.id, pipeline, owners, count, openEvery: 1 })
}, 120_000)
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const code = async (promise: Promise<unknown>) => (await refusalOf(promise)).code
const fresh = async () => (await owner.ask('pipeline:list', {})).find(({ id }) => id === pipeline.id) as Pipeline
const stageAt = (index: number) => pipeline.stages[index] as Stage
const isPutAway = (stageId: string) => async () =>
  (await fresh()).archived.stages.some(({ id }) => id === stageId) || undefined
async function startAgain(): Promise<void> {
  await world.close()
  const { cookie, site } = world
  world = await World.open({ dataDir: folder, setUp: false })
  Object.assign(world, { cookie, site })
  owner = await world.agent()
}

const countIn = async (stageId: string) => (await owner.ask('deal:sums', { stage: stageId })).count

async function rowsIn(stageId: string): Promise<string[]> {
  const ids: string[] = []
  const first = (await owner.ask('deal:board', { pipelineId: pipeline.id })).columns.find(
    (one) => one.stageId === stageId,
  )
  for (let page = first; page; ) {
    ids.push(...page.cards.map(({ deal }) => deal.id))
    page = page.next ? await owner.ask('deal:column', { stageId, cursor: page.next }) : undefined
  }
  return ids
}

test('[P10] the many deals of a removed stage go part by part, nobody waits for them and nothing enters it', async () => {
  const [from, to] = [stageAt(1), stageAt(3)]
  const before = await rowsIn(from.id)
  const there = await rowsIn(to.id)
  const all = (await owner.ask('deal:sums', { outcome: 'open' })).sums
  const other = (await owner.ask('deal:list', { stage: stageAt(0).id, limit: 1 })).cards[0]?.deal as Deal

  // All at once: it lets nobody in while they go, on any way, and is removed only once.
  const began = performance.now()
  const removing = owner.ask('stage:remove', { stageId: from.id, moveToStageId: to.id })
  const whose = { personId: other.personId }
  const late = [
    code(owner.ask('deal:move', { dealId: other.id, fromStageId: other.stageId, stageId: from.id })),
    code(owner.ask('deal:add', { stageId: from.id, whose, name: 'Too late' })),
    code(owner.ask('stage:remove', { stageId: to.id, moveToStageId: from.id })),
  ]
  const again = owner.ask('stage:remove', { stageId: from.id, moveToStageId: to.id })
  expect((await removing).stages.find(({ id }) => id === from.id)).toMatchObject({ goingTo: to.id })
  const answered = performance.now() - began
  expect(await Promise.all(late)).toEqual(['stage-archived', 'stage-archived', 'stage-elsewhere'])
  expect(await again).toEqual(await removing)

  let slowest = 0
  for (let done: true | undefined; !done; ) {
    const asked = performance.now()
    await owner.ask('agent:setAvailability', { availability: 'online' })
    slowest = Math.max(slowest, performance.now() - asked)
    done = await isPutAway(from.id)()
  }
  process.stdout.write(
    `${before.length} deals left a stage in ${Math.round(performance.now() - began)} ms; it was answered after ${Math.round(answered)} ms, and the slowest change meanwhile took ${Math.round(slowest)} ms\n`,
  )

  const { stages, archived } = await fresh()
  expect(stages.map(({ id }) => id)).not.toContain(from.id)
  expect(archived.stages).toEqual([from])
  expect(await rowsIn(to.id)).toEqual([...there, ...before])
  expect(await countIn(to.id)).toBe(there.length + before.length)
  expect((await owner.ask('deal:sums', { outcome: 'open' })).sums[0]).toMatchObject({ amount: all[0]?.amount })
  const told = owner.facts.filter(({ name }) => name === 'deal.moved')
  expect(told).toHaveLength(before.length)
  expect((await owner.ask('deal:history', { dealId: before[0] ?? '' })).at(-1)).toMatchObject({
    name: 'deal.moved',
    changes: [{ field: 'stageId', was: from.id, is: to.id }],
  })
}, 120_000)

async function allDeals(): Promise<Deal[]> {
  const deals: Deal[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: OutputOf<'deal:list'> = await owner.ask('deal:list', {
      ...{ pipelineId: pipeline.id, sort: 'created', limit: 200 },
      ...(cursor ? { cursor } : {}),
    })
    deals.push(...page.cards.map(({ deal }) => deal))
    cursor = page.next
  }
  return deals
}

test('[P10] what was under way when everything stopped goes on when it starts, also where a stage on the way went too', async () => {
  const [from, through, to] = [stageAt(0), stageAt(2), stageAt(4)]
  const moved = new Set([...(await rowsIn(from.id)), ...(await rowsIn(through.id))])
  const there = await rowsIn(to.id)
  await owner.ask('stage:remove', { stageId: from.id, moveToStageId: through.id })
  await owner.ask('stage:remove', { stageId: through.id, moveToStageId: to.id })
  await startAgain()
  await until(isPutAway(from.id), 'the first stage to be put away', 60_000)
  await until(isPutAway(through.id), 'the second stage to be put away', 60_000)
  const now = await rowsIn(to.id)
  expect(now.slice(0, there.length)).toEqual(there)
  expect(new Set(now.slice(there.length))).toEqual(moved)
  expect(await countIn(to.id)).toBe(there.length + moved.size)
}, 120_000)

test('[P12] many deals come to another currency part by part, over a restart too; each says its own, and sums are honest', async () => {
  const before = await allDeals()
  const change = { how: 'convert' as const, rate: '0.0213' }
  const asked = { pipelineId: pipeline.id, was: 'TRY', is: 'EUR', change }
  expect(await code(owner.ask('pipeline:setCurrency', { ...asked, change: { ...change, rate: '99999999' } }))).toBe(
    'amount-too-large',
  )
  const began = performance.now()
  const setting = owner.ask('pipeline:setCurrency', asked)
  const again = code(owner.ask('pipeline:setCurrency', asked))
  const sums = owner.ask('deal:sums', {})
  expect(await setting).toMatchObject({ currency: 'TRY', becoming: 'EUR' })
  expect(await again).toBe('busy')
  expect((await sums).count).toBe(before.length)
  await startAgain()
  await until(async () => (await fresh()).currency === 'EUR', 'the new currency', 60_000)
  process.stdout.write(`${before.length} deals were converted in ${Math.round(performance.now() - began)} ms\n`)

  expect(await fresh()).not.toHaveProperty('becoming')
  const after = await allDeals()
  const expected = before.map(({ amount }) => (amount === null ? null : exchange(amount, change.rate, 'TRY', 'EUR')))
  expect(after.map(({ amount }) => amount)).toEqual(expected)
  expect(new Set(after.map(({ currency }) => currency))).toEqual(new Set(['EUR']))
  const whole = expected.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  expect(await owner.ask('deal:sums', {})).toMatchObject({ count: before.length, sums: [{ amount: whole }] })
  const totals = await owner.ask('deal:totals', {})
  expect(totals.reduce((sum, one) => sum + one.amount, 0)).toBe(whole)
  expect((await owner.ask('deal:history', { dealId: before[7]?.id ?? '' })).at(-1)).toMatchObject({
    changes: [{ field: 'worth', was: { currency: 'TRY' }, is: { amount: expected[7], currency: 'EUR' } }],
  })
}, 120_000)
