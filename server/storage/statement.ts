import { type Compilable, CompiledQuery, type Kysely } from 'kysely'
import type { Reader } from './db'
import type { Schema } from './schema'

type Direct = (sql: string, parameters: readonly unknown[]) => unknown[]

const direct = new WeakMap<object, Direct>()

/**
 * Tells how to run SQL on this instance without the builder's way from query to connection, which costs several
 * times the statement itself. SQLite answers at once; PostgreSQL has nothing to gain here.
 */
export const letRunDirectly = (db: Kysely<Schema>, run: Direct): void => void direct.set(db, run)

class Hole {
  constructor(readonly name: string) {}
}

/**
 * A query whose SQL is built once per connection and only filled afterwards. For the message path, where building
 * costs several times the run.
 * @param build makes the query from holes, one for each value named at the call
 */
export function statement<Values extends Record<string, unknown>, Row>(
  build: (db: Kysely<Schema>, holes: Values) => Compilable<Row>,
): (db: Reader, values: Values) => Promise<Row[]> {
  const built = new WeakMap<Reader, CompiledQuery<Row>>()
  // Every name is a hole; the type says which names there are.
  const holes = new Proxy({} as Values, { get: (_, name) => new Hole(String(name)) })
  return async (db, values) => {
    let query = built.get(db)
    if (!query) {
      query = build(db, holes).compile() as CompiledQuery<Row>
      built.set(db, query)
    }
    const parameters = query.parameters.map((value) => (value instanceof Hole ? values[value.name] : value))
    const run = direct.get(db)
    return run ? (run(query.sql, parameters) as Row[]) : (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/**
 * Inserts whole rows into a table with SQL that is built once; every row has the same columns. A wide row costs a
 * builder more than it costs the database.
 */
export function insertion<Table extends keyof Schema>(table: Table): (db: Reader, row: Schema[Table]) => Promise<void> {
  let insert: ReturnType<typeof statement<Record<string, unknown>, unknown>> | undefined
  return async (db, row) => {
    const columns = Object.keys(row)
    insert ??= statement((to, holes) =>
      to.insertInto(table).values(Object.fromEntries(columns.map((column) => [column, holes[column]])) as never),
    )
    await insert(db, row)
  }
}

/** Runs SQL that has neither values nor rows. */
export async function execute(db: Reader, sql: string): Promise<void> {
  const run = direct.get(db)
  if (run) run(sql, [])
  else await db.executeQuery(CompiledQuery.raw(sql))
}
