import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Everything a database says of its own form, in one text: the same text is the same schema. */
export type Shape = string

/** The form of a database. */
export const shapeOf = (file: string): Shape => looking(file, shapeIn)

/** What is found in a database beside another whose rows it must hold. */
export type Look = { shape: Shape; isWhole: boolean; missingRows: number }

/** Reads what a start would find. An unreadable file is not whole. */
export function lookInto(file: string, other: string): Look {
  try {
    return looking(file, (database) => ({
      shape: shapeIn(database),
      isWhole:
        database.pragma('integrity_check', { simple: true }) === 'ok' &&
        (database.pragma('foreign_key_check') as unknown[]).length === 0,
      missingRows: missingFrom(database, other),
    }))
  } catch (error) {
    if (error instanceof Database.SqliteError) return { shape: '', isWhole: false, missingRows: 0 }
    throw error
  }
}

/** Tables that hold fewer rows than in the earlier database. A migration may rewrite rows and drop tables, not lose rows. */
export function shrunken(file: string, earlier: string): string[] {
  return looking(file, (database) => {
    database.prepare('attach ? as earlier').run(earlier)
    const both = `select name from main.sqlite_master where type = 'table'
      intersect select name from earlier.sqlite_master where type = 'table'`
    const tables = database.prepare(both).pluck().all() as string[]
    const count = (table: string) => database.prepare(`select count(*) from ${table}`).pluck().get() as number
    return tables.filter((table) => count(`main."${table}"`) < count(`earlier."${table}"`))
  })
}

/** Opens a copy, with what its last program left beside it: opening a database changes its log. */
function looking<Found>(file: string, look: (database: Database.Database) => Found): Found {
  const folder = mkdtempSync(join(tmpdir(), 'parley-look-'))
  const copy = join(folder, 'copy.sqlite')
  for (const part of ['', '-wal', '-journal'])
    if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${copy}${part}`)
  const database = new Database(copy)
  try {
    return look(database)
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

function shapeIn(database: Database.Database): Shape {
  const parts = database
    .prepare("select sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by type, name")
    .pluck()
    .all()
  const isKept = database.prepare("select count(*) from sqlite_master where name = 'kysely_migration'").pluck().get()
  const done = isKept ? database.prepare('select name from kysely_migration order by name').pluck().all() : []
  return JSON.stringify([...parts, ...done])
}

/** Rows of another database that stand in no row here; columns and tables that are gone are not asked for. */
function missingFrom(database: Database.Database, other: string): number {
  database.prepare('attach ? as other').run(other)
  const tables = database
    .prepare("select name from other.sqlite_master where type = 'table' and name not like 'kysely_%'")
    .pluck()
    .all() as string[]
  const columnsOf = (schema: string, table: string) =>
    (database.pragma(`${schema}.table_info("${table}")`) as { name: string }[]).map(({ name }) => name)
  const missing = tables.map((table) => {
    const here = columnsOf('main', table)
    const both = columnsOf('other', table).filter((column) => here.includes(column))
    if (both.length === 0) return 0
    const named = both.map((name) => `"${name}"`).join(', ')
    const rows = `select ${named} from other."${table}" except select ${named} from main."${table}"`
    return database.prepare(`select count(*) from (${rows})`).pluck().get() as number
  })
  return missing.reduce((sum, count) => sum + count, 0)
}
