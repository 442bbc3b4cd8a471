import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listViews } from '#server/domains/lists/queries'
import { setLogLevel } from '#server/log'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import { dialects, migrateBefore } from '../support/earlier'

/** A database as it was left by the version whose views were all of deals. */
async function leaveBehind(storage: Storage): Promise<void> {
  await migrateBefore(storage, '0022')
  const tx = storage.write
  await tx.insertInto('role').values({ name: 'owner', permissions: '["deals.read"]' }).execute()
  const agent = { id: 'selin', name: 'Selin', email: 'selin@kuzey.test', password_hash: '', role: 'owner' }
  await tx
    .insertInto('agent')
    .values({ ...agent, locale: 'tr', availability: 'online', disabled: 0, version: 1 } as never)
    .execute()
  await sql`insert into deal_view (id, agent_id, name, shared, filter, sort, version)
    values ('stuck', 'selin', 'Takılanlar', 1, '{"stuck":"yes"}', '-amount', 3)`.execute(tx)
}

describe.each(dialects)('views from before segments, on %s', (_, open) => {
  let storage: Storage

  beforeAll(async () => {
    setLogLevel('silent')
    storage = open()
    await leaveBehind(storage)
    await migrate(storage)
  })
  afterAll(() => storage.close())

  test('[K08] [C07] a view that was kept is still there, and is of deals', async () => {
    expect(await listViews(storage.read, { id: 'selin', closedPipelineIds: [] }, ['deals'])).toEqual([
      {
        ...{ id: 'stuck', agentId: 'selin', of: 'deals', name: 'Takılanlar', shared: true },
        ...{ filter: { stuck: 'yes' }, sort: '-amount', version: 3 },
      },
    ])
    expect(
      await listViews(storage.read, { id: 'selin', closedPipelineIds: [] }, ['leads', 'contacts', 'companies']),
    ).toEqual([])
  })
})
