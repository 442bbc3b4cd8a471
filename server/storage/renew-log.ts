import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type Database from 'better-sqlite3'

const chunk = 1024 * 1024

/**
 * Writes the log of an earlier life to the disk once more, as it reads now. When an fsync fails, the system takes for
 * written what it has given up: it can be read until the power goes, and a commit appended behind it would go with it.
 * https://wiki.postgresql.org/wiki/Fsync_Errors
 */
export function renewLog(database: Database.Database, file: string): void {
  const log = `${file}-wal`
  if (!existsSync(log)) return
  // Whoever else has the database open must not append meanwhile.
  database.exec('begin immediate')
  try {
    rewrite(log)
  } finally {
    database.exec('rollback')
  }
}

function rewrite(log: string): void {
  const handle = openSync(log, 'r+')
  try {
    const { size } = fstatSync(handle)
    const bytes = Buffer.alloc(Math.min(size, chunk))
    for (let at = 0, length = size; length > 0; at += length) {
      length = readSync(handle, bytes, 0, bytes.length, at)
      // Over itself and not longer: this needs no room on a full disk.
      writeSync(handle, bytes, 0, length, at)
    }
    fsyncSync(handle)
  } finally {
    // SQLite's locks are on the database and its index; closing a handle of the log drops none of them.
    closeSync(handle)
  }
}
