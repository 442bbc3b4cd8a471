import { join } from 'node:path'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { pgliteDialect } from '../support/pglite'
import { closedPipelinesContract } from './closed-pipelines.contract'

closedPipelinesContract('SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite')))
closedPipelinesContract('PGlite', () => postgresStorage(pgliteDialect()))
