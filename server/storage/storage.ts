import { join } from 'node:path'
import type { Config } from '#server/config'
import type { Storage } from './db'
import { openPostgres } from './postgres'
import { openSqlite } from './sqlite'

/** Opens the database the configuration names: PostgreSQL by URL, otherwise the file in the data folder. */
export const openStorage = ({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Storage =>
  databaseUrl ? openPostgres(databaseUrl) : openSqlite(join(dataDir, 'parley.sqlite'))
