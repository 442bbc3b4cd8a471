import type Database from 'better-sqlite3'

export type Row = Record<string, unknown>
export type Tables = Map<string, Map<string, Row>>

/**
 * What has happened, what was answered, what can be taken back, and how far whoever listens has come: they stand
 * beside the state, not in it.
 */
const beside = /^(sqlite_|kysely|fact|answer|counter|change_record|session|reminder|listener|rule|mail)/

/** Whole tables of a database, each row under its key, without versions. */
export function wholeTables(database: Database.Database): Tables {
  const names = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[]
  return new Map(names.filter((name) => !beside.test(name)).map((table) => [table, rowsOf(database, table)]))
}

function rowsOf(database: Database.Database, table: string): Map<string, Row> {
  const columns = database.pragma(`table_info(${table})`) as { name: string; pk: number }[]
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
  const rows = database.prepare(`select * from ${table}`).all() as Row[]
  return new Map(rows.map(({ version: _, ...row }) => [key.map((column) => row[column]).join(' '), row]))
}
