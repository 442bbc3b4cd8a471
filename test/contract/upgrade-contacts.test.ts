import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readInstallation } from '#server/domains/installation/index'
import { setLogLevel } from '#server/log'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import { dialects, migrateBefore } from '../support/earlier'

const at = '2026-11-01T09:00:00.000Z'

/** A database as it was left by the version before contacts, with leads in it. */
async function leaveBehind(storage: Storage): Promise<void> {
  await migrateBefore(storage, '0014')
  const tx = storage.write
  await tx.insertInto('role').values({ name: 'agent', permissions: '["deals.read","tasks.write"]' }).execute()
  await tx
    .insertInto('installation')
    .values({
      id: 1,
      epoch: 'then',
      secret: 's',
      locale: 'tr',
      time_zone: 'UTC',
      currency: 'TRY',
      public_url: '',
    } as never)
    .execute()
  const site = { id: 'kuzey', key: 'kuzey', name: 'Kuzey', domains: '[]', locale: 'tr', version: 1 }
  await tx
    .insertInto('site')
    .values(site as never)
    .execute()
  const said = { attributes: '{}', language: '', origin: '{}', device: '', first_seen_at: at, version: 1, words: '' }
  await tx.insertInto('lead_status').values({ id: 'new', name: 'Yeni', kind: 'new', position: 0, version: 1 }).execute()
  for (const [id, removed] of [
    ['ayse', 0],
    ['gone', 1],
  ] as const) {
    await tx
      .insertInto('person')
      .values({ id, site_id: 'kuzey', name: null, code: 'AB12', ...said })
      .execute()
    await tx
      .insertInto('lead')
      .values({
        ...{ id, site_id: 'kuzey', person_id: id, status_id: 'new', name: 'Ayşe IŞIK', company: '', title: '' },
        ...{ emails: '["Ayse@Kaya.test"]', phones: '["+90 532 123 45 67"]', industry: '', website: '', address: '' },
        ...{ description: '', source: '', via: 'chat', tags: '[]', owner_id: null, may_mail: null, reason: '' },
        ...{ status_since: at, created_at: at, version: 1, removed, is_open: 1, name_key: '', words: '' },
      } as never)
      .execute()
  }
}

describe.each(dialects)('leads from before contacts, on %s', (_, open) => {
  let storage: Storage

  beforeAll(async () => {
    setLogLevel('silent')
    storage = open()
    await leaveBehind(storage)
    await migrate(storage)
  })
  afterAll(() => storage.close())

  test('are recognised as those that come now, and removed ones are not', async () => {
    const keys = await storage.read.selectFrom('person_key').selectAll().orderBy('kind').execute()
    const of = { person_id: 'ayse', site_id: 'kuzey', module: 'lead' }
    expect(keys).toEqual([
      { ...of, kind: 'email', key: 'ayse@kaya.test' },
      { ...of, kind: 'name', key: 'ays isi|ayse isik' },
      { ...of, kind: 'phone', key: '905321234567' },
    ])
  })

  test('are read by whoever reads deals, and so are contacts from now on', async () => {
    const [role] = await storage.read.selectFrom('role').selectAll().execute()
    expect(JSON.parse(role?.permissions ?? '[]')).toEqual(['deals.read', 'tasks.write', 'contacts.read'])
  })

  test('nobody catches up from before: every client loads anew', async () => {
    expect((await readInstallation(storage.read)).epoch).toMatch(/^then-14/)
  })
})
