import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Reader } from './db'
import type { Schema } from './schema'

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
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}
