import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Changes } from '#server/events/changes'
import type { Storage } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import { openSqlite } from '#server/storage/sqlite'
import { changesContract } from './changes.contract'

const open = () => openSqlite(join(mkdtempSync(join(tmpdir(), 'parley-contract-')), 'parley.sqlite'))

changesContract('SQLite', async () => ({ storage: open() }))

test('between two commits of a slow disk everybody else has a turn', async () => {
  const storage = open()
  await migrate(storage)
  let turn = 0
  const turns: number[] = []
  const slow: Storage = {
    ...storage,
    transaction: async (work) => {
      const value = await storage.transaction(work)
      for (const end = performance.now() + 20; performance.now() < end; );
      turns.push(turn)
      return value
    },
  }
  const nothing = () => {}
  const changes = new Changes(slow, nothing, nothing)
  const count = () => {
    turn++
    if (turns.length < 3) setImmediate(count)
  }
  setImmediate(count)
  await Promise.all(Array.from({ length: 130 }, () => changes.change(null, async () => {})))
  await changes.close()
  await storage.close()
  expect(turns).toHaveLength(3)
  expect(new Set(turns).size).toBe(3)
})
