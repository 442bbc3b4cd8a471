import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { takeTurn } from '#server/storage/turn'
import type { InputOf } from '#shared/protocol/index'
import { keysOfCompany, keysOfPerson } from '#shared/rules/record-keys'
import { plain } from '#shared/values/plain'
import type { Line } from '../support/ask'
import { pgliteDialect } from '../support/pglite'
import { World } from '../support/world'

const leads = 10_000
const contacts = 50_000
const companies = 5_000

const dialects: [string, (folder: string) => Storage][] = [
  ['SQLite', (folder) => openSqlite(`${folder}/parley.sqlite`)],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]

describe.each(dialects)('ten thousand leads and fifty thousand contacts on %s', (dialect, storage) => {
  let world: World
  let owner: Line

  beforeAll(async () => {
    world = await World.open({ storage })
    await fill(world.storage, world.site.id)
    if (world.storage.dialect === 'postgres') await analyze(world.storage)
    // Meanwhile nobody would have answered its pings.
    owner = await world.agent()
  }, 300_000)
  afterAll(() => world.close())

  const people = (): [string, InputOf<'person:matches'>][] => {
    const { id: siteId } = world.site
    return [
      ['an address', { siteId, emails: ['person40001@house1.test'] }],
      ['a number', { siteId, phones: ['+90 532 004 00 01'] }],
      ['a common name', { siteId, name: 'Ayşe Kaya' }],
      ['a rare name', { siteId, name: 'Zeynep Özgürsoy', company: 'House 7 A.Ş.' }],
      ['everything', { siteId, name: 'ayse kaya', emails: ['person7@house7.test'], phones: ['0532 000 00 09'] }],
    ]
  }
  const firms = (): [string, InputOf<'company:matches'>][] => {
    const { id: siteId } = world.site
    return [
      ['a domain', { siteId, emails: ['somebody@house3777.test'] }],
      ['a company’s name', { siteId, name: 'HOUSE 77 LTD. ŞTİ.' }],
    ]
  }

  test('who may be there already is said within thirty milliseconds', async () => {
    const figures: string[] = []
    const measure = async (name: string, once: () => Promise<readonly unknown[]>) => {
      expect((await once()).length).toBeGreaterThan(0)
      const took: number[] = []
      for (let at = 0; at < 20; at++) {
        const began = worked()
        await once()
        took.push(worked() - began)
      }
      took.sort((a, b) => a - b)
      figures.push(`${name}: ${took[10]?.toFixed(1)} ms`)
      return took[10] ?? 0
    }
    let worst = 0
    for (const [name, asked] of people())
      worst = Math.max(worst, await measure(name, () => owner.ask('person:matches', asked)))
    for (const [name, asked] of firms())
      worst = Math.max(worst, await measure(name, () => owner.ask('company:matches', asked)))
    process.stdout.write(`Duplicates at scale on ${dialect}, median of twenty: ${figures.join(', ')}\n`)
    process.stdout.write(`The slowest took ${worst.toFixed(1)} ms of the 30 there are\n`)
  }, 60_000)

  test('no look for duplicates and no page of contacts reads a whole table', async () => {
    const statements = await listening(world.storage, async () => {
      for (const [, asked] of people()) await owner.ask('person:matches', asked)
      for (const [, asked] of firms()) await owner.ask('company:matches', asked)
      for (const order of ['name', 'newest'] as const) await owner.ask('contact:list', { sort: order })
      await owner.ask('company:list', {})
    })
    expect(statements.some((one) => one.sql.includes('person_key'))).toBe(true)
    const seen: string[] = []
    for (const one of statements) {
      if (!/person_key|company_key|"contact"|"company"/.test(one.sql)) continue
      for (const line of await plan(world.storage, one)) if (whole.test(line)) seen.push(`${line}: ${one.sql}`)
    }
    expect(seen).toEqual([])
  }, 60_000)
})

/** Milliseconds of work done by this process: what others do on a busy machine does not count. */
function worked(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** What a plan says where it reads all of a table, or puts all of it in order. */
const whole =
  /SCAN (person_key|company_key|contact|company|lead|person)(?! USING)|Seq Scan on (person_key|contact|lead|person)\b|USE TEMP B-TREE FOR ORDER BY/

/** Has PostgreSQL count what there is, as it does by itself after a while. */
const analyze = (storage: Storage) =>
  takeTurn({ open: true }, () => storage.transaction((tx) => sql`analyze`.execute(tx)))

type Statement = { sql: string; parameters: readonly unknown[] }

async function plan({ read, dialect }: Storage, { sql: text, parameters }: Statement): Promise<string[]> {
  const explain = dialect === 'postgres' ? 'explain' : 'explain query plan'
  const { rows } = await read.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))
  return rows.map((row) => String(Object.values(row as object).at(-1)))
}

/** The SQL that runs meanwhile. */
async function listening(storage: Storage, work: () => Promise<void>): Promise<Statement[]> {
  const heard: Statement[] = []
  const executor = storage.read.getExecutor() as unknown as { executeQuery: (query: Statement) => unknown }
  const before = executor.executeQuery
  executor.executeQuery = function (query) {
    heard.push({ sql: query.sql, parameters: query.parameters })
    return before.call(this, query)
  }
  await work()
  executor.executeQuery = before
  return heard
}

/** Writes people as they would be after years: names that many share and some that nobody else has. */
async function fill(storage: Storage, siteId: string): Promise<void> {
  const uuid = (kind: number, at: number) => `0190000${kind}-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
  const first = ['Ayşe', 'Mehmet', 'Fatma', 'Ali', 'Zeynep', 'Emre', 'Elif', 'Can']
  const last = ['Kaya', 'Demir', 'Yılmaz', 'Şahin', 'Çelik', 'Öztürk', 'Aydın']
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
  const status = await storage.read.selectFrom('lead_status').select('id').executeTakeFirstOrThrow()
  await inBatches(companies, (index) => {
    const company = { name: `House ${index} A.Ş.`, domains: [`house${index}.test`], phones: [] }
    const rest = { industry: '', tax_office: '', tax_number: '', address: '', description: '', tags: '[]' }
    const row = {
      ...{ id: uuid(1, index), site_id: siteId, name: company.name, domains: JSON.stringify(company.domains) },
      ...{ phones: '[]', website: '', ...rest, owner_id: null, created_at: at(index), version: 1, removed: 0 },
      ...{ name_key: plain(company.name), words: plain(company.name) },
    }
    return {
      company: [row],
      company_key: keysOfCompany(company).map((key) => ({ company_id: row.id, site_id: siteId, ...key })),
    }
  })
  await inBatches(contacts + leads, (index) => {
    const isLead = index >= contacts
    const name = index === 17 ? 'Zeynep Özgürsoy' : `${first[index % 8]} ${last[index % 7]}${index % 3 ? 'oğlu' : ''}`
    const figures = String(index).padStart(7, '0')
    const phone = `+90 532 ${figures.slice(0, 3)} ${figures.slice(3, 5)} ${figures.slice(5)}`
    const emails = [`person${index}@house${index % companies}.test`]
    const personId = uuid(2, index)
    const said = { attributes: '{}', language: '', origin: '{}', device: '', first_seen_at: at(index), version: 1 }
    const person = { id: personId, site_id: siteId, name, code: 'AB12', ...said, words: plain(`${name} AB12`) }
    const row = {
      ...{ id: uuid(3, index), site_id: siteId, person_id: personId, name, emails: JSON.stringify(emails) },
      ...{ phones: JSON.stringify([phone]), title: '', website: '', address: '', description: '', source: '' },
      ...{ tags: '[]', owner_id: null, may_mail: null, created_at: at(index), version: 1, removed: 0 },
      ...{ name_key: plain(name), words: plain(`${name} ${emails[0]} ${phone}`) },
    }
    const keys = keysOfPerson({ name, emails, phones: [phone] })
    const ofLead = { company: '', industry: '', via: 'chat', reason: '', status_since: at(index), is_open: 1 }
    return {
      person: [person],
      lead: isLead ? [{ ...row, ...ofLead, status_id: status.id }] : [],
      contact: isLead ? [] : [{ ...row, company_id: uuid(1, index % companies), language: '', time_zone: '' }],
      person_key: keys.map((key) => ({
        ...{ person_id: personId, site_id: siteId, module: isLead ? 'lead' : 'contact', ...key },
      })),
    }
  })

  async function inBatches(count: number, make: (index: number) => Record<string, object[]>): Promise<void> {
    for (let start = 0; start < count; start += 500) {
      const tables = new Map<string, object[]>()
      for (let index = start; index < Math.min(count, start + 500); index++)
        for (const [table, rows] of Object.entries(make(index)))
          tables.set(table, [...(tables.get(table) ?? []), ...rows])
      for (const [table, rows] of tables)
        if (rows.length > 0)
          await takeTurn({ open: true }, () =>
            storage.transaction((tx) =>
              tx
                .insertInto(table as 'person')
                .values(rows as never)
                .execute(),
            ),
          )
    }
  }
}
