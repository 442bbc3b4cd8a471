import { describe, test } from 'vitest'
import { openPostgres, postgresStorage } from '#server/storage/postgres'
import { findPostgres } from '../support/install'
import { pgliteDialect } from '../support/pglite'
import { startPostgres } from '../support/postgres'
import { changesContract } from './changes.contract'

changesContract('PGlite', async () => ({ storage: postgresStorage(pgliteDialect()) }))

if (findPostgres())
  changesContract('PostgreSQL with sixteen connections', async () => {
    const server = await startPostgres()
    return { storage: openPostgres(server.url), stop: () => server.stop() }
  })
else describe.skip('PostgreSQL: no server on this machine', () => test('skipped', () => {}))
