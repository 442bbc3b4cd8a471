import { postgresStorage } from '#server/storage/postgres'
import { pgliteDialect } from '../support/pglite'
import { explainedContract } from './explained.contract'

// Apart from SQLite, so that the two go side by side: together they are the longest of all tests.
explainedContract('PGlite', () => postgresStorage(pgliteDialect()))
