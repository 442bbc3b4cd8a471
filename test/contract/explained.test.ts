import { join } from 'node:path'
import { openSqlite } from '#server/storage/sqlite'
import { explainedContract } from './explained.contract'

explainedContract('SQLite', (folder) => openSqlite(join(folder, 'parley.sqlite')))
