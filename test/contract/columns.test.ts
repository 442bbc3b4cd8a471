import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listColumn } from '#server/domains/deals/column-queries'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { Deal } from '#shared/protocol/deals'
import { byRank } from '#shared/values/rank'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]

describe.each(dialects)('a column of several sites on %s', (_, storage) => {
  let world: World
  const made: Deal[] = []

  beforeAll(async () => {
    world = await World.open({ storage })
    const owner = await world.agent()
    const people: string[] = []
    for (const name of ['one', 'two', 'three']) {
      const domains = [`${name}.test`]
      const { key } = await owner.ask('site:create', { name, domains, locale: 'en' })
      const { conversationId } = await (await world.visitor(undefined, key, `http://${name}.test`)).says('Hello')
      people.push((await owner.ask('conversation:read', { conversationId })).person.id)
    }
    for (let index = 0; index < 15; index++)
      made.push(await owner.ask('deal:create', { personId: people[index % 3] ?? '', conversationId: null }))
  })
  afterAll(() => world.close())

  const stageId = () => made[0]?.stageId ?? ''
  const sites = (...which: number[]) => which.map((index) => made[index]?.siteId ?? '')
  const inOrder = (siteIds: string[]) =>
    made
      .filter(({ siteId }) => siteIds.includes(siteId))
      .sort(byRank)
      .map(({ id }) => id)
  /** All of it, four cards at a time. */
  async function read(siteIds: string[]): Promise<string[]> {
    const ids: string[] = []
    for (let after: Deal | null = null; ; ) {
      const page = await listColumn(world.storage.read, { stageId: stageId(), siteIds, after, limit: 4 })
      ids.push(...page.map(({ deal }) => deal.id))
      after = page.at(-1)?.deal ?? null
      if (!after) return ids
    }
  }
  const manyElsewhere = Array.from({ length: 60 }, (_, index) => `none-${index}`)

  test.each([[[]], [[0]], [[0, 2]], [[0, 1, 2]]])('sites %j are read in the order of the column', async (which) => {
    expect(await read(sites(...which))).toEqual(inOrder(sites(...which)))
  })

  test('whoever works on very many sites reads the same', async () => {
    expect(await read([...manyElsewhere, ...sites(0, 2)])).toEqual(inOrder(sites(0, 2)))
  })

  test('a site without deals has none', async () => {
    expect(await read([world.site.id])).toEqual([])
    expect(await read(manyElsewhere)).toEqual([])
  })
})
