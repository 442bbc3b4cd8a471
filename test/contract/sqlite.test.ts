import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '#server/storage/sqlite'
import { changesContract } from './changes.contract'

changesContract('SQLite', async () => ({
  storage: openSqlite(join(mkdtempSync(join(tmpdir(), 'parley-contract-')), 'parley.sqlite')),
}))
