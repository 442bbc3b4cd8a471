import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setLogLevel } from '#server/log'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import type { Schema } from '#server/storage/schema'
import { dialects, migrateBefore, writerOf } from '../support/earlier'

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 9, 1, 9, minute, second)).toISOString()

/** A database as it was left by the version that did not know where its chats came from. */
async function leaveBehind(storage: Storage): Promise<void> {
  await migrateBefore(storage, '0025')
  const put = writerOf(storage)
  await put('role', { name: 'owner', permissions: '[]' })
  const selin = { id: 'selin', name: 'Selin', email: 's@kuzey.test', password_hash: '', role: 'owner', locale: 'tr' }
  await put('agent', { ...selin, availability: 'online', disabled: 0, version: 1 })
  await put('site', { id: 'kuzey', key: 'kuzey', name: 'Kuzey', domains: '[]', locale: 'tr', version: 1 })
  await put('lead_status', { id: 'new', name: 'New', kind: 'new', position: 0, version: 1 })
  const urls = {
    ayse: 'https://shop.test/oak?utm_source=ads&utm_campaign=spring',
    alias: 'https://shop.test/',
    old: '',
  }
  for (const [id, url] of Object.entries(urls)) {
    const said = { code: 'AB12', attributes: '{}', language: 'tr', device: '', version: 1, words: '' }
    await put('person', { id, site_id: 'kuzey', ...said, origin: url && JSON.stringify({ url }), first_seen_at: at(0) })
  }
  await sql`update person set origin = '{}' where origin = ''`.execute(storage.write)
  await put('conversation', chat('first', 'ayse', 'ayse', at(0)))
  // Two turned out to be one: the chat is somebody else's now, and was begun where it was begun.
  await put('conversation', chat('second', 'ayse', 'alias', at(30)))
  await put('conversation', chat('third', 'old', 'old', at(40)))
  await put('message', line('first', 1, 'visitor', null, at(0)))
  await put('message', line('first', 2, 'agent', 'selin', at(1, 30)))
  await put('message', line('first', 3, 'agent', 'selin', at(9)))
  await put('message', line('second', 4, 'visitor', null, at(30)))
  for (const [id, made] of [
    ['between', at(20)],
    ['after', at(50)],
  ] as const)
    await put('lead', lead(id, 'ayse', made, id === 'between' ? 0 : 1))
  await put('lead', lead('sooner', 'old', at(39), 1))
}

const chat = (id: string, person_id: string, begun_by: string, started_at: string) => ({
  ...{ id, site_id: 'kuzey', person_id, begun_by, status: 'open', head: 0, preview: '', preview_by: 'visitor' },
  ...{ last_at: started_at, unread: 0, visitor_delivered: 0, visitor_read: 0, agent_delivered: 0, agent_read: 0 },
  ...{ started_at, version: 1 },
})

const line = (conversation_id: string, n: number, author: string, agent_id: string | null, sent_at: string) => ({
  ...{ conversation_id, seq: n, n, id: `m${n}`, kind: 'text', author, agent_id, body: 'x', sent_at },
})

const lead = (id: string, person_id: string, created_at: string, is_open: number) => ({
  ...{ id, site_id: 'kuzey', person_id, status_id: 'new', name: id, emails: '[]', phones: '[]', company: '' },
  ...{ title: '', industry: '', website: '', address: '', description: '', source: '', via: 'chat', tags: '[]' },
  ...{ reason: '', status_since: created_at, created_at, version: 1, removed: 0, is_open, name_key: id, words: id },
})

describe.each(dialects)('chats from before they were counted, on %s', (_, open) => {
  let storage: Storage
  let read: Kysely<Schema>

  beforeAll(async () => {
    setLogLevel('silent')
    storage = open()
    await leaveBehind(storage)
    await migrate(storage)
    read = storage.read
  })
  afterAll(() => storage.close())

  test('[R07] they say where they were begun, and who answered first and when', async () => {
    const columns = ['id', 'page', 'utm_source', 'utm_campaign', 'replied_by', 'replied_after'] as const
    const rows = await read.selectFrom('conversation').select(columns).orderBy('started_at').execute()
    expect(
      rows.map((row) => ({ ...row, replied_after: row.replied_after === null ? null : Number(row.replied_after) })),
    ).toEqual([
      {
        ...{ id: 'first', page: 'shop.test/oak', utm_source: 'ads', utm_campaign: 'spring' },
        ...{ replied_by: 'selin', replied_after: 90 },
      },
      { id: 'second', page: 'shop.test/', utm_source: null, utm_campaign: null, replied_by: null, replied_after: null },
      { id: 'third', page: null, utm_source: null, utm_campaign: null, replied_by: null, replied_after: null },
    ])
  })

  test('[R07] a lead belongs to the newest chat its person had begun by then', async () => {
    const rows = await read.selectFrom('lead').select(['id', 'conversation_id']).orderBy('id').execute()
    expect(rows).toEqual([
      { id: 'after', conversation_id: 'second' },
      { id: 'between', conversation_id: 'first' },
      { id: 'sooner', conversation_id: null },
    ])
  })
})
