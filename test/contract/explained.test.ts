import { join } from 'node:path'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { pgliteDialect } from '../support/pglite'
import { explainedContract } from './explained.contract'

explainedContract('SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite')))
explainedContract('PGlite', () => postgresStorage(pgliteDialect()))
