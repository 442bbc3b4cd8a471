import { CompiledQuery, type Dialect, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Db, Storage, StorageTrouble, Tx } from './db'
import type { Schema } from './schema'
import { assertMayRead, insideChange } from './turn'

/** `count` and `sum` come back as text; ours stay below 2^53 by the limits on amounts. */
const asNumber = (value: string) => Number(value)
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === 20 || oid === 1700 ? asNumber : pg.types.getTypeParser(oid, format as 'text'),
}

/** Opens a PostgreSQL database by its URL. */
export function openPostgres(url: string): Storage {
  const pool = new pg.Pool({ connectionString: url, max: 16, types: types as unknown as pg.CustomTypesConfig })
  // An idle connection may die with its server; the next query opens another.
  pool.on('error', () => {})
  return postgresStorage(new PostgresDialect({ pool }))
}

/** The storage over any dialect that speaks PostgreSQL, PGlite in tests included. */
export function postgresStorage(dialect: Dialect): Storage {
  const db = new Kysely<Schema>({ dialect })
  // Kysely has no hook before a query but its log; reads inside a change are refused where they are asked for.
  const read = new Proxy(db, {
    get(target, key) {
      if (key === 'selectFrom' || key === 'transaction') assertMayRead()
      const value = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as unknown as Db
  return {
    dialect: 'postgres',
    groups: false,
    read,
    write: db,
    async transaction(work) {
      if (!insideChange()) throw new Error('A PostgreSQL transaction belongs inside a change')
      return db.connection().execute(async (connection) => {
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
    backup: async () => null,
    close: () => db.destroy(),
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
  if (/^(08|40|53|55P03|57P)/.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code)) return 'busy'
  if (error instanceof Error && /terminated|timeout exceeded when trying to connect/.test(error.message)) return 'busy'
  return null
}
