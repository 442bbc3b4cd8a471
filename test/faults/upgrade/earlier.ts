import { cpSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { type Kysely, type Migration, Migrator } from 'kysely'
import { setLogLevel } from '#server/log'
import { migrate } from '#server/storage/migrate'
import { type Columns, columns } from '#server/storage/migrations/columns'
import { openSqlite } from '#server/storage/sqlite'
import { type Shape, shapeOf } from './shape'

/** A data folder as an earlier version would have left it, and what this version makes of it when nobody disturbs. */
export type Earlier = { name: string; folder: string; shape: Shape; upgraded: { folder: string; shape: Shape } }

export const databaseIn = (folder: string): string => join(folder, 'parley.sqlite')

const steps = resolve('server/storage/migrations')

/** From a data folder of today: what it would have been under every earlier schema. */
export async function makeEarlier(today: string, under: string): Promise<Earlier[]> {
  setLogLevel('error')
  const migrations = await allMigrations()
  const names = Object.keys(migrations)
  const made: Earlier[] = []
  for (const name of names.slice(0, -1)) {
    const folder = join(under, name)
    cpSync(today, folder, { recursive: true, filter: (file) => !basename(file).startsWith('parley.sqlite') })
    const file = databaseIn(folder)
    await within(file, async (db) => {
      const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(name)
      if (error) throw error
    })
    fill(file, databaseIn(today))
    made.push({ name, folder, shape: shapeOf(file), upgraded: await upgrade(folder, join(under, `${name}-upgraded`)) })
  }
  return made
}

async function upgrade(from: string, folder: string): Promise<Earlier['upgraded']> {
  cpSync(from, folder, { recursive: true })
  const storage = openSqlite(databaseIn(folder))
  await migrate(storage)
  await storage.close()
  return { folder, shape: shapeOf(databaseIn(folder)) }
}

type Step = (types: Columns) => (db: Kysely<unknown>) => Promise<void>

/** Every migration of the product under its file's name; each file exports one. */
async function allMigrations(): Promise<Record<string, Migration>> {
  const files = readdirSync(steps).filter((file) => /^\d{4}-.*\.ts$/.test(file))
  const found = files.sort().map(async (file) => {
    const [step]: Step[] = Object.values(await import(join(steps, file)))
    if (!step) throw new Error(`${file} exports no migration`)
    return [basename(file, '.ts'), { up: step(columns('sqlite')) }] as const
  })
  return Object.fromEntries(await Promise.all(found))
}

async function within(file: string, work: (db: Kysely<unknown>) => Promise<void>): Promise<void> {
  const storage = openSqlite(file)
  await work(storage.write as Kysely<unknown>)
  await storage.close()
}

/** Carries over whatever both know; what only the earlier one must know is empty, tables of other names too. */
function fill(file: string, today: string): void {
  const database = new Database(file)
  database.pragma('foreign_keys = off')
  database.prepare('attach ? as today').run(today)
  const tablesOf = (schema: 'main' | 'today') =>
    database.prepare(`select name from ${schema}.sqlite_master where type = 'table'`).pluck().all() as string[]
  const known = new Set(tablesOf('today'))
  for (const table of tablesOf('main').filter((name) => known.has(name) && !name.startsWith('kysely_'))) {
    const there = new Set(columnsOf(database, 'today', table).map(({ name }) => name))
    const needed = columnsOf(database, 'main', table).filter(({ name, notnull }) => there.has(name) || notnull === 1)
    const names = needed.map(({ name }) => `"${name}"`)
    const values = needed.map(({ name, type }) => (there.has(name) ? `"${name}"` : type === 'text' ? "''" : '0'))
    database.exec(`delete from main."${table}"`)
    database.exec(`insert into main."${table}" (${names}) select ${values} from today."${table}"`)
  }
  database.exec('detach today')
  database.pragma('wal_checkpoint(truncate)')
  database.close()
}

type Column = { name: string; type: string; notnull: 0 | 1 }

const columnsOf = (database: Database.Database, schema: string, table: string) =>
  database.pragma(`${schema}.table_info("${table}")`) as Column[]
