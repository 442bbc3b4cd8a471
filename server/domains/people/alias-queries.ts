import { among } from '#server/storage/among'
import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { Person } from '#shared/protocol/people'
import { personOf } from './queries'
import type { PersonRow } from './tables'

// On the way of every message.
const personById = statement<{ id: string }, PersonRow>((db, { id }) =>
  db.selectFrom('person').selectAll().where('id', '=', id),
)

/** A person, or who they turned out to be. */
export async function findSurvivor(db: Reader, id: string): Promise<Person | undefined> {
  const row = (await listNames(db, id)).at(-1)
  return row && personOf(row)
}

/** A person and everybody they turned out to be, one after the other. */
export const listNameIds = async (db: Reader, id: string): Promise<string[]> =>
  (await listNames(db, id)).map((row) => row.id)

async function listNames(db: Reader, id: string): Promise<PersonRow[]> {
  const rows: PersonRow[] = []
  for (let at: string | null = id; at !== null; ) {
    const [row]: PersonRow[] = await personById(db, { id: at })
    if (!row) break
    rows.push(row)
    at = row.merged_into
  }
  return rows
}

/** Everybody who turned out to be one of these people, and whoever turned out to be one of them. */
export async function listAliases(db: Reader, ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (let round = ids; round.length > 0; ) {
    const rows = await db
      .selectFrom('person')
      .select('id')
      .where(among(db, 'merged_into', round))
      .execute()
    round = rows.map((row) => row.id)
    found.push(...round)
  }
  return found
}

/** Takes two people for this change, always in one order: two who do so never wait for one another. */
export async function lockPair(tx: Tx, ids: readonly [string, string]): Promise<Map<string, PersonRow>> {
  const found = new Map<string, PersonRow>()
  for (const id of [...ids].sort()) {
    const row = await tx
      .updateTable('person')
      .set((eb) => ({ version: eb.ref('version') }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (row) found.set(id, row)
  }
  return found
}

/** Says who somebody turned out to be; null when they are themselves again. */
export async function saveAlias(tx: Tx, person: Person, mergedInto: string | null): Promise<Person> {
  const row = await tx
    .updateTable('person')
    .set({ merged_into: mergedInto, version: person.version + 1 })
    .where('id', '=', person.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return personOf(row)
}
