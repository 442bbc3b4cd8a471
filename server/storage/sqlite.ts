import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Db, Storage, StorageTrouble, Tx } from './db'
import { type Guard, guardedDialect } from './guarded-dialect'
import { renewLog } from './renew-log'
import type { Schema } from './schema'
import { SqliteConnection, sqliteDialect } from './sqlite-driver'
import { letRunDirectly } from './statement'
import { assertMayRead, assertMayWrite } from './turn'

/** The log is cut to this after a checkpoint; beyond it somebody keeps it from being written back. */
export const logLimit = 64 * 1024 * 1024

/** How long one statement may hold the event loop waiting for another process's lock. */
const busyTimeoutMs = 50

/** Opens the database file, creating it when absent. Fails with the file system's own error when it cannot. */
export function openSqlite(file: string): Storage {
  mkdirSync(dirname(file), { recursive: true })
  const writer = open(file)
  // Nobody is let in yet: whoever else is at work on the file may finish.
  writer.pragma('busy_timeout = 5000')
  renewLog(writer, file)
  writer.pragma(`busy_timeout = ${busyTimeoutMs}`)
  const reader = open(file)
  reader.pragma('query_only = 1')

  // The migrator writes outside changes, before anybody is let in.
  let migrating = true
  const write = kysely(new SqliteConnection(writer), () => (migrating ? undefined : assertMayWrite()))
  const read = kysely(new SqliteConnection(reader), assertMayRead) as Db

  return {
    dialect: 'sqlite',
    groups: true,
    read,
    write,
    async transaction(work) {
      migrating = false
      writer.exec('begin immediate')
      try {
        const value = await work(write as Tx)
        writer.exec('commit')
        return value
      } catch (error) {
        // A full disk may have rolled back already; SQLite says so by leaving the transaction.
        if (writer.inTransaction) writer.exec('rollback')
        throw error
      }
    },
    trouble,
    logBytes: () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    async backup(label) {
      const folder = join(dirname(file), 'backups')
      const unfinished = join(folder, 'unfinished')
      const target = join(folder, `${label}.sqlite`)
      mkdirSync(folder, { recursive: true })
      // What stands under the name of a backup is one: a copy that was broken off stays nameless and is begun anew.
      for (const part of [unfinished, `${unfinished}-journal`]) rmSync(part, { force: true })
      await writer.backup(unfinished)
      renameSync(unfinished, target)
      return target
    },
    async close() {
      writer.pragma('wal_checkpoint(truncate)')
      await read.destroy()
      await write.destroy()
    },
  }
}

function kysely(connection: SqliteConnection, guard: Guard): Kysely<Schema> {
  const db = new Kysely<Schema>({ dialect: guardedDialect(sqliteDialect(connection), guard) })
  letRunDirectly(db, (sql, parameters) => {
    guard()?.()
    return connection.run(sql, parameters).rows
  })
  return db
}

function open(file: string): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = wal')
  // Set, never assumed: better-sqlite3 is compiled with NORMAL for WAL, which loses acknowledged rows at power loss.
  database.pragma('synchronous = full')
  database.pragma('foreign_keys = on')
  database.pragma(`journal_size_limit = ${logLimit}`)
  // 16 MB a connection: what is beyond it the system caches too, and gives back when memory is short.
  database.pragma('cache_size = -16384')
  database.pragma('temp_store = memory')
  return database
}

function trouble(error: unknown): StorageTrouble {
  const code = error instanceof Database.SqliteError ? error.code : ''
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return 'busy'
  if (code === 'SQLITE_FULL') return 'full'
  // After a failed fsync nobody knows what the disk holds: stop answering and start again from what is there.
  if (code === 'SQLITE_IOERR_FSYNC' || code === 'SQLITE_IOERR_DIR_FSYNC' || code === 'SQLITE_CORRUPT') return 'broken'
  if (code.startsWith('SQLITE_IOERR')) return 'full'
  return null
}
