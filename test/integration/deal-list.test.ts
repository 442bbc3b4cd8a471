import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Deal } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf } from '../support/ask'
import { World } from '../support/world'

let world: World
let agent: Line
let pipeline: Pipeline
let me: string
const made: Record<string, Deal> = {}

const stage = (index: number) => pipeline.stages[index]?.id ?? ''
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  world = await World.open()
  agent = await world.agent()
  pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
  me = (await agent.ask('session:read', {})).agent.id
  const colleague = await world.newcomer('Marcus Hale')
  await make('Işıl masa', 'Çiğdem Öz', 0, { amount: 9_000, closesOn: day(5), tags: ['VIP', 'fuar'] })
  await make('Twenty chairs', 'Marta Vel', 1, { amount: 250_000, ownerId: colleague.id })
  await make('Sofa 100%_off', 'Bob Ross', 1, { amount: null, ownerId: null, closesOn: day(40) })
  await make('Won once', 'Ida Brand', 2, { amount: 70_000 })
  await make('Lost once', 'Ken Doe', 2, { amount: 1_000, closesOn: day(1) })
  await agent.ask('deal:win', { dealId: id('Won once') })
  await agent.ask('deal:lose', { dealId: id('Lost once'), lossReasonId: pipeline.lossReasons[0]?.id })
  await task('Işıl masa', -3_600_000)
  await task('Twenty chairs', 30 * 86_400_000)
})
afterAll(() => world.close())

const id = (name: string) => made[name]?.id ?? ''

async function make(name: string, person: string, at: number, is: Record<string, unknown>): Promise<void> {
  const whose = { siteId: world.site.id, name: person }
  const { deal } = await agent.ask('deal:add', { stageId: stage(at), whose, name })
  const changes = Object.fromEntries(
    Object.entries(is).map(([field, value]) => [field, { was: deal[field as keyof Deal], is: value }]),
  )
  made[name] = await agent.ask('deal:edit', { dealId: deal.id, changes })
}

async function task(name: string, inMs: number): Promise<void> {
  const deal = made[name]
  await agent.ask('task:create', {
    ...{ personId: deal?.personId ?? '', dealId: deal?.id ?? '', conversationId: null, title: 'Call' },
    dueAt: new Date(Date.now() + inMs).toISOString(),
  })
}

const names = async (input: Parameters<typeof agent.ask<'deal:list'>>[1] = {}) =>
  (await agent.ask('deal:list', { sort: 'name', ...input })).cards.map(({ deal }) => deal.name)
const all = ['Işıl masa', 'Lost once', 'Sofa 100%_off', 'Twenty chairs', 'Won once']

test('[L01] every deal is listed, won and lost ones too, and narrowed by outcome', async () => {
  expect(await names()).toEqual(all)
  expect(await names({ outcome: 'won,lost' })).toEqual(['Lost once', 'Won once'])
  expect(await names({ outcome: 'open', pipelineId: pipeline.id })).toEqual([
    'Işıl masa',
    'Sofa 100%_off',
    'Twenty chairs',
  ])
  const other = '01900000-0000-7000-8000-000000000000'
  expect(await refusalOf(names({ pipelineId: other }))).toMatchObject({ code: 'not-found' })
})

describe('[K08] deals are narrowed', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['by letters as Turkish people type them', { q: 'ISIL' }, ['Işıl masa']],
    ['by their person, without accents', { q: 'cigdem oz' }, ['Işıl masa']],
    ['by a tag as a word', { q: 'vip' }, ['Işıl masa']],
    ['by several words in any order', { q: 'masa çiğ' }, ['Işıl masa']],
    ['by signs that mean nothing special', { q: '100%_' }, ['Sofa 100%_off']],
    ['by beginnings of words', { q: 'mas ış' }, ['Işıl masa']],
    ['by nothing from the middle of a word', { q: 'asa' }, []],
    ['by the beginning of a tag', { q: '#fu' }, ['Işıl masa']],
    ['by a tag', { tag: 'FUAR' }, ['Işıl masa']],
    ['by no half of a tag', { tag: 'fua' }, []],
    ['by nobody as owner', { owner: 'none' }, ['Sofa 100%_off']],
    ['by amount', { amount: '9000..70000' }, ['Işıl masa', 'Won once']],
    ['by amount from', { amount: '70001..' }, ['Twenty chairs']],
    ['by close date', { closes: `..${day(5)}` }, ['Işıl masa', 'Lost once']],
    ['by the day they were made', { created: `${day(2)}..` }, []],
    ['by what is overdue', { task: 'overdue' }, ['Işıl masa']],
    ['by having no next step', { task: 'none' }, ['Sofa 100%_off']],
    ['by source', { source: 'kuzey atolye' }, all],
    ['by several things at once', { q: 'm', outcome: 'open', amount: '1..' }, ['Işıl masa', 'Twenty chairs']],
    ['to nothing where two of them cannot be', { task: 'none', outcome: 'won' }, []],
  ])('%s', async (_, filter, found) => {
    expect(await names(filter)).toEqual(found)
  })

  test('[K08] by what they are called now, and no longer by what they were', async () => {
    const whose = { siteId: world.site.id, name: 'Noor' }
    const { deal } = await agent.ask('deal:add', { stageId: stage(0), whose, name: 'Copper bench, cellar' })
    const changes = { name: { was: deal.name, is: 'Tin bench' }, tags: { was: [], is: ['big fish'] } }
    await agent.ask('deal:edit', { dealId: deal.id, changes })
    const dealId = deal.id
    const finds = async (filter: Record<string, string>) => (await names(filter)).length === 1
    expect(await finds({ q: 'tin' })).toBe(true)
    expect(await finds({ q: 'bench noor' })).toBe(true)
    expect(await finds({ tag: 'Big Fish' })).toBe(true)
    expect(await finds({ q: 'fish' })).toBe(true)
    for (const gone of ['copper', 'cellar']) expect(await finds({ q: gone }), gone).toBe(false)
    const tags = { was: ['big fish'], is: [] }
    await agent.ask('deal:edit', { dealId, changes: { tags } })
    expect([await finds({ tag: 'big fish' }), await finds({ q: 'fish' })]).toEqual([false, false])
    await agent.ask('deal:remove', { dealId })
    expect([await finds({ q: 'tin' }), await finds({ q: 'noor' })]).toEqual([false, false])
  })

  test('[K08] by owners, one or several', async () => {
    expect(await names({ owner: me })).toEqual(['Işıl masa', 'Lost once', 'Won once'])
    expect(await names({ owner: `${me},none` })).toEqual(['Işıl masa', 'Lost once', 'Sofa 100%_off', 'Won once'])
  })

  test('[K08] by nothing that makes no sense', async () => {
    for (const bad of [{ amount: 'x..y' }, { task: 'later' }, { sort: 'rank; drop' }, { zone: 'Mars/Base' }])
      expect(await refusalOf(names(bad))).toMatchObject({ code: 'malformed' })
    expect(await refusalOf(names({ cursor: 'AAAA' }))).toMatchObject({ code: 'malformed' })
  })
})

test('[L02] sorted by up to three things, what is missing last, read page by page without a gap', async () => {
  expect(await names({ sort: '-amount' })).toEqual([
    'Twenty chairs',
    'Won once',
    'Işıl masa',
    'Lost once',
    'Sofa 100%_off',
  ])
  expect((await names({ sort: 'amount' })).at(-1)).toBe('Sofa 100%_off')
  for (const sort of [
    '-amount',
    'amount,name',
    'closesOn,-amount',
    '-closesOn',
    '-nextTask,name',
    'closedAt,created',
  ]) {
    const whole = await names({ sort })
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const from: string = cursor
      const page = await agent.ask('deal:list', { sort, limit: 2, ...(from ? { cursor: from } : {}) })
      pages.push(...page.cards.map(({ deal }) => deal.name))
      cursor = page.next
    }
    expect(pages, sort).toEqual(whole)
  }
})

test('[L02] all that matches is added up, each currency for itself', async () => {
  const { count, sums } = await agent.ask('deal:sums', { outcome: 'open' })
  expect(count).toBe(3)
  expect(sums).toEqual([{ currency: 'TRY', count: 3, amount: 259_000, weighted: 900 + 62_500 }])
  expect(await agent.ask('deal:sums', { outcome: 'open', q: 'chairs' })).toMatchObject({
    sums: [{ currency: 'TRY', count: 1, amount: 250_000, weighted: 62_500 }],
  })
  expect((await agent.ask('deal:ids', { sort: 'name', q: 'once' })).dealIds).toEqual([id('Lost once'), id('Won once')])
})

test('[L03] many deals are changed at once, each by the rules of one, and each says what became of it', async () => {
  const dealIds = [id('Işıl masa'), id('Won once'), id('Twenty chairs')]
  const moved = await agent.ask('deal:changeMany', { dealIds, change: { act: 'stage', stageId: stage(3) } })
  expect(moved.rows).toEqual([
    { dealId: dealIds[0], refused: null },
    { dealId: dealIds[1], refused: 'deal-closed' },
    { dealId: dealIds[2], refused: null },
  ])
  const tag = { act: 'tag' as const, tag: 'Hot', remove: false }
  await agent.ask('deal:changeMany', { dealIds, change: tag })
  expect((await names({ tag: 'hot' })).length).toBe(3)
  await agent.ask('deal:changeMany', { dealIds, change: { ...tag, tag: 'HOT', remove: true } })
  expect(await names({ tag: 'hot' })).toEqual([])
  await agent.ask('deal:changeMany', { dealIds, change: { act: 'owner', ownerId: me } })
  expect(await names({ owner: me, outcome: 'open' })).toEqual(['Işıl masa', 'Twenty chairs'])
  const chairs = made['Twenty chairs']?.personId ?? ''
  await agent.ask('deal:changeMany', {
    dealIds: [dealIds[2] ?? ''],
    change: { act: 'task', title: 'Write', dueOn: null },
  })
  expect((await agent.ask('task:ofPerson', { personId: chairs })).map(({ title }) => title).sort()).toEqual([
    'Call',
    'Write',
  ])
})

test('[L03] [D09] many are lost with a reason or not at all', async () => {
  const dealIds = [id('Sofa 100%_off')]
  const without = await agent.ask('deal:changeMany', { dealIds, change: { act: 'lose' } })
  expect(without.rows).toEqual([{ dealId: dealIds[0], refused: 'loss-reason-required' }])
  const lossReasonId = pipeline.lossReasons[0]?.id ?? ''
  const lost = await agent.ask('deal:changeMany', { dealIds, change: { act: 'lose', lossReasonId } })
  expect(lost.rows).toEqual([{ dealId: dealIds[0], refused: null }])
  expect(await agent.ask('deal:read', { dealId: dealIds[0] ?? '' })).toMatchObject({ outcome: 'lost', lossReasonId })
})

test('[L03] [C4] asked again under its name nothing happens twice', async () => {
  const rid = randomId()
  const dealIds = [id('Işıl masa'), id('Twenty chairs')]
  const change = { act: 'task' as const, title: 'Only once', dueOn: null }
  const first = await agent.ask('deal:changeMany', { rid, dealIds, change })
  expect(await agent.ask('deal:changeMany', { rid, dealIds, change })).toEqual(first)
  const tasks = await agent.ask('task:ofPerson', { personId: made['Işıl masa']?.personId ?? '' })
  expect(tasks.filter(({ title }) => title === 'Only once')).toHaveLength(1)
})

test('[L03] who works elsewhere changes nothing and learns nothing', async () => {
  const stranger = await world.agent(await world.hire('Stranger', 'agent', []))
  const change = { act: 'tag' as const, tag: 'x', remove: false }
  const { rows } = await stranger.ask('deal:changeMany', { dealIds: [id('Işıl masa')], change })
  expect(rows).toEqual([{ dealId: id('Işıl masa'), refused: 'not-found' }])
  expect((await stranger.ask('deal:list', {})).cards).toEqual([])
  expect(await stranger.ask('deal:sums', {})).toEqual({ count: 0, sums: [] })
  expect(await stranger.ask('deal:sums', { q: 'masa' })).toEqual({ count: 0, sums: [] })
  expect(await stranger.ask('person:find', { q: 'cigdem' })).toEqual([])
})

test('[K08] a view is kept, shared with the team, and taken away by its maker alone', async () => {
  const other = await world.agent(await world.hire('Priya Raman'))
  const filter = { owner: me, task: 'none' }
  const view = await agent.ask('view:create', {
    of: 'deals',
    name: 'Mine without a step',
    shared: false,
    filter,
    sort: '-amount',
  })
  expect(await other.ask('view:list', {})).toEqual([])
  await agent.ask('view:edit', { viewId: view.id, shared: true, name: 'Without a step' })
  expect(await other.ask('view:list', {})).toMatchObject([{ name: 'Without a step', filter, sort: '-amount' }])
  for (const act of [
    other.ask('view:edit', { viewId: view.id, name: 'Theirs' }),
    other.ask('view:remove', { viewId: view.id }),
  ])
    expect(await refusalOf(act)).toMatchObject({ code: 'not-found' })
  await agent.ask('view:remove', { viewId: view.id })
  await other.heardFact('view.removed', (fact) => fact.data.view.id === view.id)
  expect(await other.ask('view:list', {})).toEqual([])
})
