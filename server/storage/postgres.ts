import { CompiledQuery, type Dialect, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db, Storage, StorageTrouble, Tx } from './db'
import { guardedDialect } from './guarded-dialect'
import type { Schema } from './schema'
import { assertMayRead, assertMayWrite } from './turn'

/** `count` and `sum` come back as text; ours stay below 2^53 by the limits on amounts. */
const asNumber = (value: string) => Number(value)
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 || oid === 1700 ? asNumber : pg.types.getTypeParser(oid, format as 'text'),
}

/** Opens a PostgreSQL database by its URL. */
export function openPostgres(url: string): Storage {
  const pool = new pg.Pool({ connectionString: url, max: 16, types: types as unknown as pg.CustomTypesConfig })
  // A connection may die with its server at any moment, idle or in use: its query says so, and the next opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return postgresStorage(new PostgresDialect({ pool }))
}

/** The storage over any dialect that speaks PostgreSQL, PGlite in tests included. Its drivers may share a pool. */
export function postgresStorage(dialect: Dialect): Storage {
  // The migrator writes outside changes, before anybody is let in.
  let migrating = true
  const write = new Kysely<Schema>({
    dialect: guardedDialect(dialect, () => (migrating ? undefined : assertMayWrite())),
  })
  const read = new Kysely<Schema>({ dialect: guardedDialect(dialect, assertMayRead) }) as Db
  return {
    dialect: 'postgres',
    groups: false,
    read,
    write,
    async transaction(work) {
      migrating = false
      return write.connection().execute(async (connection) => {
        await connection.executeQuery(CompiledQuery.raw('begin'))
        let value: Awaited<ReturnType<typeof work>>
        try {
          value = await work(connection as unknown as Tx)
        } catch (error) {
          await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
          throw error
        }
        try {
          await connection.executeQuery(CompiledQuery.raw('commit'))
        } catch (error) {
          throw new UnknownCommit(error)
        }
        return value
      })
    },
    trouble,
    // A PostgreSQL server has its owner and its own backups.
    // The database looks after its own.
    logBytes: () => 0,
    backup: async () => null,
    close: () => write.destroy(),
  }
}

/** The connection broke inside COMMIT: it may or may not have happened. The same rid finds out. */
class UnknownCommit extends Error {
  constructor(cause: unknown) {
    super('The connection was lost inside COMMIT', { cause })
  }
}

function trouble(error: unknown): StorageTrouble {
  if (error instanceof UnknownCommit) return 'unknown-commit'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (code === '53100') return 'full'
  // Two changes of the same name at the same moment: the second finds the first one's answer when it runs again.
  if (code === '23505') return 'busy'
  if (/^(08|40|53|55P03|57P)/.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code)) return 'busy'
  if (error instanceof Error && /terminated|not queryable|timeout exceeded when trying to connect/.test(error.message))
    return 'busy'
  return null
}
