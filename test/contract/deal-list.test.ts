import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Narrowed } from '#server/domains/deals/narrow-deals'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { DealCard } from '#shared/protocol/deals'
import type { Pipeline } from '#shared/protocol/pipelines'
import { type FilterWords, matches, readFilter } from '#shared/rules/deal-filter'
import { bySpot, readSort, spotOf } from '#shared/rules/deal-order'
import type { Line } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]

const zone = 'Europe/Istanbul'
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe.each(dialects)('what is asked for on %s', (_, storage) => {
  let world: World
  let agent: Line
  let pipeline: Pipeline
  let all: DealCard[]

  beforeAll(async () => {
    world = await World.open({ storage })
    agent = await world.agent()
    pipeline = (await agent.ask('pipeline:list', {}))[0] as Pipeline
    const words = ['Işık', 'isim', 'İZMİR', 'çay', 'Straße', '100%', 'a_b', 'zoo']
    for (let at = 0; at < 32; at++) {
      const whose = { siteId: world.site.id, name: `Person ${words[(at * 3) % 8]}` }
      const stageId = pipeline.stages[at % 5]?.id ?? ''
      const { deal } = await agent.ask('deal:add', { stageId, whose, name: `${words[at % 8]} ${at % 5}` })
      const changes = {
        ...(at % 3 ? { amount: { was: null, is: (at % 7) * 1_000 } } : {}),
        ...(at % 4 ? { closesOn: { was: null, is: day((at % 9) - 4) } } : {}),
        ...(at % 5
          ? { tags: { was: [], is: at % 2 ? ['Fuar', 'vip'] : ['fu'] } }
          : { ownerId: { was: deal.ownerId, is: null } }),
      }
      await agent.ask('deal:edit', { dealId: deal.id, changes })
      const about = { personId: deal.personId, dealId: deal.id, conversationId: null, title: 'x' }
      const dueAt = new Date(Date.now() + ((at % 6) - 3) * 3_600_000 + 60_000).toISOString()
      if (at % 2) await agent.ask('task:create', { ...about, dueAt })
      if (at % 8 === 7) await agent.ask('deal:win', { dealId: deal.id })
    }
    all = (await agent.ask('deal:list', { limit: 200 })).cards
  })
  afterAll(() => world.close())

  const filters: FilterWords[] = [
    ...[
      {},
      { q: 'isik' },
      { q: 'ISIM person' },
      { q: '100%' },
      { q: 'a_b' },
      { q: 'strasse' },
      { tag: 'fuar' },
      { tag: 'fu' },
      { q: '#vip' },
      { q: 'r# #v' },
      { q: '#fu' },
      { q: 'zmir' },
      { q: '· &' },
      { source: 'kuz shop' },
    ],
    ...[{ owner: 'none' }, { outcome: 'open' }, { outcome: 'won,lost' }, { amount: '1000..4000' }, { amount: '..0' }],
    ...[
      { closes: `${day(-2)}..` },
      { closes: `..${day(1)}` },
      { created: `${day(0)}..${day(0)}` },
      { created: `..${day(-1)}` },
    ],
    ...[{ task: 'none' }, { task: 'today' }, { task: 'overdue' }, { stuck: 'yes' }, { source: 'KUZEY' }],
    ...[
      { task: 'overdue', q: 'i', amount: '1..' },
      { outcome: 'won', task: 'none' },
    ],
  ]

  test.each(filters)('%j is the same to the server and to a console that hears of it', async (filter) => {
    const days = new Map(pipeline.stages.map((stage) => [stage.id, stage.rottingDays]))
    const read = readFilter(filter, { now: Date.now(), zone })
    const expected = all.filter((card) => matches(card, read, (id) => days.get(id) ?? null)).map(({ deal }) => deal.id)
    const { cards } = await agent.ask('deal:list', { ...filter, zone, limit: 200 })
    expect(cards.map(({ deal }) => deal.id).sort()).toEqual(expected.sort())
    const { count } = await agent.ask('deal:sums', { ...filter, zone })
    expect(count).toBe(expected.length)
  })

  const sorts = [
    'name',
    '-name',
    'amount,-name',
    '-amount',
    'closesOn',
    '-closesOn,amount',
    'nextTask',
    '-touched',
    'created',
  ]

  test.each(sorts)('sorted by %s the order is the same, from memory and walked', async (sort) => {
    const keys = readSort(sort)
    const compare = bySpot(keys)
    const expected = [...all].sort((a, b) => compare(spotOf(a, keys), spotOf(b, keys))).map(({ deal }) => deal.id)
    const filter = readFilter({}, { now: Date.now(), zone })
    const asked = { siteIds: [world.site.id], closedPipelineIds: [], pipelineId: null, filter, stages: pipeline.stages }
    const walked: string[] = []
    for (let after = null; ; ) {
      const rows: Awaited<ReturnType<Narrowed['page']>> = await new Narrowed(world.storage.read, asked, keys).page(
        null,
        after,
        5,
      )
      walked.push(...rows.map(({ id }) => id))
      after = rows.at(-1) ?? null
      if (!after) break
    }
    expect(walked).toEqual(expected)
    const inStages = { ...asked, filter: { ...filter, stages: pipeline.stages.map(({ id }) => id) } }
    const remembered = await new Narrowed(world.storage.read, inStages, keys).page(null, null, 100)
    expect(remembered.map(({ id }) => id)).toEqual(expected)
  })
})
