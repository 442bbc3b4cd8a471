import { join } from 'node:path'
import type { Config } from '#server/config'
import type { Storage } from './db'
import { openSqlite } from './sqlite'

/** Opens the database the configuration names: PostgreSQL by URL, otherwise the file in the data folder. */
export async function openStorage({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Storage> {
  if (!databaseUrl) return openSqlite(join(dataDir, 'parley.sqlite'))
  // Its driver takes a tenth of a second to load, which every start without it would pay.
  const { openPostgres } = await import('./postgres')
  return openPostgres(databaseUrl)
}
