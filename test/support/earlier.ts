import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, Migrator } from 'kysely'
import type { Storage } from '#server/storage/db'
import { migrations } from '#server/storage/migrate'
import { postgresStorage } from '#server/storage/postgres'
import { openSqlite } from '#server/storage/sqlite'
import { pgliteDialect } from './pglite'

/** An empty database of each dialect, by what the dialect is called. */
export const dialects: [string, () => Storage][] = [
  ['SQLite', () => openSqlite(join(mkdtempSync(join(tmpdir(), 'parley-upgrade-')), 'parley.sqlite'))],
  ['PGlite', () => postgresStorage(pgliteDialect())],
]

/** Brings a database to where it was before the step of this number, as a version of then left it. */
export async function migrateBefore({ write: db, dialect }: Storage, number: string): Promise<void> {
  const before = Object.entries(migrations(dialect)).filter(([name]) => name < number)
  const provider = { getMigrations: async () => Object.fromEntries(before) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

/** Writes rows into tables as they were then, which the types of now do not know. */
export const writerOf =
  ({ write }: Storage) =>
  async (table: string, row: object): Promise<void> => {
    await (write as unknown as Kysely<Record<string, object>>).insertInto(table).values(row).execute()
  }
