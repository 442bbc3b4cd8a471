import { join } from 'node:path'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { pgliteDialect } from '../support/pglite'
import { pipelinesContract } from './pipelines.contract'

pipelinesContract('SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite')))
pipelinesContract('PGlite', () => postgresStorage(pgliteDialect()))
