import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { MoneyChat, MoneyRow } from '#shared/protocol/money-report'
import { type MoneyStep, moneyDimensions, moneySteps, replyBands } from '#shared/rules/chat-money'
import { dayAt, plusDays } from '#shared/values/calendar'
import { type Line, refusalOf } from '../support/ask'
import { makeChats } from '../support/chats-to-money'
import { type Counted, countMoney } from '../support/count-money'
import { pgliteDialect } from '../support/pglite'
import { password, World } from '../support/world'

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]
const zone = 'UTC'
const today = dayAt(Date.now(), zone)
const span = { from: plusDays(today, -1), until: plusDays(today, 1), zone }
const moments = { from: `${span.from}T00:00:00.000Z`, until: `${plusDays(span.until, 1)}T00:00:00.000Z` }

describe.each(dialects)('what chats brought, on %s', (_, storage) => {
  let world: World
  let owner: Line
  let other: Line
  let closedId: string
  let siteIds: string[]

  beforeAll(async () => {
    world = await World.open({ storage })
    owner = await world.agent()
    const made = await makeChats(world, owner)
    other = made.other
    closedId = made.closed.id
    siteIds = (await owner.ask('site:list', {})).map(({ id }) => id)
  }, 120_000)
  afterAll(() => world.close())

  const everything = () => ({ siteIds, closed: [], ...moments })
  const known = () => ({ siteIds: [world.site.id], closed: [closedId], ...moments })

  test.each(moneyDimensions)(
    '[R07] by %s, each line is what was said and made there, and the lines add up',
    async (by) => {
      for (const [line, who] of [
        [owner, everything()],
        [other, known()],
      ] as const) {
        const { rows, total, more } = await line.ask('report:money', { by, ...span })
        const counted = await countMoney(world.storage, by, who)
        expect(more).toBe(0)
        expect(byKey(rows)).toEqual(byKey(counted.map(figuresOf)))
        for (const figure of ['chats', 'leads', 'deals', 'won'] as const)
          expect(
            rows.reduce((sum, row) => sum + (row[figure] ?? 0), 0),
            figure,
          ).toBe(total[figure])
        expect(total.chats).toBeGreaterThan(20)
        expect([total.leads, total.deals, total.won].every(Boolean)).toBe(true)
      }
    },
  )

  test.each(moneyDimensions)(
    '[R07] by %s, every number opens the very chats, leads and deals it counts',
    async (by) => {
      for (const [line, who] of [
        [owner, everything()],
        [other, known()],
      ] as const)
        for (const group of await countMoney(world.storage, by, who))
          for (const step of moneySteps) {
            const items = await opened(line, { by, ...span, group: group.key ?? '', step })
            expect(countedIn(items, step), `${group.key} ${step}`).toEqual(group[step].toSorted())
          }
    },
  )

  test('[R07] a number of the line that sums up opens all it counts, once', async () => {
    const groups = await countMoney(world.storage, 'page', everything())
    for (const step of moneySteps) {
      const items = await opened(owner, { by: 'page', ...span, step })
      expect(countedIn(items, step)).toEqual(groups.flatMap((group) => group[step]).sort())
      const ids = items.map(({ conversationId }) => conversationId)
      expect(ids).toEqual(ids.toSorted().reverse())
    }
  })

  test('[R07] bands stand in their order, and pages are told without their query', async () => {
    const { rows } = await owner.ask('report:money', { by: 'reply', ...span })
    expect(rows.map(({ key }) => key)).toEqual([...replyBands.map(({ band }) => band), null])
    const pages = (await owner.ask('report:money', { by: 'page', ...span })).rows.map(({ key }) => key)
    expect(pages.toSorted()).toEqual(['shop.test/', 'shop.test/chairs', 'shop.test/tables', null].toSorted())
  })

  test('[R07] different currencies are never added up, and a removed deal is not counted', async () => {
    const { total } = await owner.ask('report:money', { by: 'agent', ...span })
    expect(total.sums?.map(({ currency }) => currency).sort()).toEqual(['EUR', 'TRY'])
    expect((await other.ask('report:money', { by: 'agent', ...span })).total.sums?.length).toBe(1)
  })

  test('[R07] only days and sites that are asked for are counted', async () => {
    const here = { by: 'page', ...span, siteId: world.site.id } as const
    const counted = await countMoney(world.storage, 'page', { ...everything(), siteIds: [world.site.id] })
    expect(byKey((await owner.ask('report:money', here)).rows)).toEqual(byKey(counted.map(figuresOf)))
    const before = { ...here, from: plusDays(today, -9), until: plusDays(today, -3) }
    expect((await owner.ask('report:money', before)).total).toMatchObject({ chats: 0, leads: 0, deals: 0, sums: [] })
  })

  test('[R07] whoever may read neither leads nor deals is told of chats alone', async () => {
    const proof = { proof: password, name: 'Counts chats', scopes: ['conversations.read' as const] }
    const { secret } = await owner.ask('key:create', proof)
    const headers = { authorization: `Bearer ${secret}`, cookie: '' }
    const query = new URLSearchParams({ by: 'agent', ...span })
    const read = async (path: string) => (await world.fetch(`/api/v1/reports/${path}`, { headers })).json()
    const { total } = await read(`money?${query}`)
    expect(total).toMatchObject({ leads: null, deals: null, won: null, sums: null })
    expect(total.chats).toBeGreaterThan(20)
    expect((await read(`money/conversations?${query}&step=leads`)).items).toEqual([])
    const { items } = await read(`money/conversations?${query}`)
    for (const { leads, deals } of items) expect([leads, deals]).toEqual([[], []])
  })

  test('[R07] [R09] the report as a file has the figures of the screen, and no formula', async () => {
    const query = new URLSearchParams({ by: 'campaign', ...span, locale: 'tr' })
    const text = await (await world.fetch(`/api/v1/reports/money.csv?${query}`)).text()
    const lines = text.replace('\ufeff', '').trimEnd().split('\r\n')
    const { rows, total } = await owner.ask('report:money', { by: 'campaign', ...span })
    const currencies = (total.sums ?? []).map(({ currency }) => `Kazanılan tutar (${currency})`)
    expect(lines[0]).toBe(['UTM kampanyası;Sohbet;Müşteri adayı;Anlaşma;Kazanıldı', ...currencies].join(';'))
    expect(lines.slice(1).map((line) => line.split(';').slice(1, 5))).toEqual(
      rows.map(({ chats, leads, deals, won }) => [chats, leads, deals, won].map(String)),
    )
    expect(lines.some((line) => line.startsWith("'=news;"))).toBe(true)
  })

  test('[R07] what makes no sense is refused', async () => {
    const asked = { by: 'page', ...span, zone: 'Mars/Olympus' } as const
    expect(await refusalOf(owner.ask('report:money', asked))).toMatchObject({ code: 'malformed' })
    const nowhere = { by: 'page', ...span, cursor: 'x' } as const
    expect(await refusalOf(owner.ask('report:moneyChats', nowhere))).toMatchObject({ code: 'malformed' })
  })
})

const figuresOf = ({ key, chats, leads, deals, won, amounts }: Counted): MoneyRow => ({
  ...{ key, chats: chats.length, leads: leads.length, deals: deals.length, won: won.length },
  sums: Object.entries(amounts).map(([currency, amount]) => ({ currency, count: -1, amount })),
})

/** Rows in an order of their own; how many were won in a currency is counted by another test. */
const byKey = (rows: readonly MoneyRow[]) =>
  rows
    .map((row) => ({
      ...row,
      sums: row.sums?.map(({ currency, amount }) => `${currency} ${amount}`).toSorted(),
    }))
    .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))

/** All a number opens, a few at a time. */
async function opened(line: Line, words: InputOf<'report:moneyChats'>): Promise<MoneyChat[]> {
  const items: MoneyChat[] = []
  for (let cursor: string | undefined; ; ) {
    const page: OutputOf<'report:moneyChats'> = await line.ask('report:moneyChats', { ...words, cursor, limit: 7 })
    items.push(...page.items)
    if (page.next === null) return items
    cursor = page.next
  }
}

/** Ids of what a step counts in these chats, each of which came so far. */
function countedIn(items: readonly MoneyChat[], step: MoneyStep): string[] {
  const ids = items.map(({ conversationId, leads, deals }) => {
    const won = deals.filter(({ outcome }) => outcome === 'won')
    return {
      chats: [conversationId],
      leads: leads.map(({ id }) => id),
      deals: deals.map(({ id }) => id),
      won: won.map(({ id }) => id),
    }[step]
  })
  for (const found of ids) expect(found).not.toEqual([])
  return ids.flat().sort()
}
