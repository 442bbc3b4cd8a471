import { among } from '#server/storage/among'
import type { Reader } from '#server/storage/db'

/** The facts of these names in some histories, each once, the latest first. */
export async function listTold(
  db: Reader,
  scopes: readonly string[],
  names: readonly string[],
  before: number | undefined,
  limit: number,
) {
  if (names.length === 0) return []
  const [scope] = scopes
  return scopes.length === 1 && scope !== undefined
    ? listOfOne(db, scope, names, before, limit)
    : db
        .selectFrom('fact')
        .selectAll()
        // A fact that tells of two people stands in both of their histories, and is told once.
        .where('n', 'in', (heard) =>
          heard
            .selectFrom('fact_scope')
            .select('n')
            .where(among(db, 'scope', scopes)),
        )
        .$if(before !== undefined, (query) => query.where('n', '<', before ?? 0))
        .where('name', 'in', names)
        .orderBy('n', 'desc')
        .limit(limit)
        .execute()
}

/** Of one history, in the order of its index. */
const listOfOne = (db: Reader, scope: string, names: readonly string[], before: number | undefined, limit: number) =>
  db
    .selectFrom('fact_scope')
    .innerJoin('fact', 'fact.n', 'fact_scope.n')
    .selectAll('fact')
    .where('fact_scope.scope', '=', scope)
    .$if(before !== undefined, (query) => query.where('fact_scope.n', '<', before ?? 0))
    .where('fact.name', 'in', names)
    .orderBy('fact_scope.n', 'desc')
    .limit(limit)
    .execute()

/** Which of some notes were taken away. */
export async function listGoneNotes(db: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('record_note')
    .select('id')
    .where(among(db, 'id', ids))
    .where('removed', '=', 1)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
