import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import { insertion, statement } from '#server/storage/statement'
import type { Attributes, Page, Person } from '#shared/protocol/people'
import { plain } from '#shared/values/plain'
import type { PersonRow, VisitorRow } from './tables'

export const personOf = (row: PersonRow): Person => ({
  id: row.id,
  siteId: row.site_id,
  name: row.name,
  code: row.code,
  attributes: JSON.parse(row.attributes) as Attributes,
  language: row.language,
  origin: JSON.parse(row.origin) as Page,
  device: row.device,
  firstSeenAt: row.first_seen_at,
  version: row.version,
})

const personById = statement<{ id: string }, PersonRow>((db, { id }) =>
  db.selectFrom('person').selectAll().where('id', '=', id),
)

export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  const [row] = await personById(db, { id })
  return row && personOf(row)
}

export async function listPeople(db: Reader, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  return (await db.selectFrom('person').selectAll().where('id', 'in', ids).execute()).map(personOf)
}

export const findVisitor = (db: Reader, siteId: string, tokenHash: string) =>
  db
    .selectFrom('visitor')
    .select(['id', 'person_id as personId'])
    .where('token_hash', '=', tokenHash)
    .where('site_id', '=', siteId)
    .executeTakeFirst()

export async function insertPerson(
  tx: Tx,
  { siteId, firstSeenAt, attributes, origin, ...person }: Person,
): Promise<void> {
  await addPerson(tx, {
    ...person,
    words: plain(`${person.name ?? ''} ${person.code}`),
    merged_into: null,
    site_id: siteId,
    first_seen_at: firstSeenAt,
    attributes: JSON.stringify(attributes),
    origin: JSON.stringify(origin),
  })
}

const addPerson = insertion('person')

export async function insertVisitor(tx: Tx, row: VisitorRow): Promise<void> {
  await tx.insertInto('visitor').values(row).execute()
}

export async function saveAttributes(tx: Tx, person: Person, attributes: Attributes): Promise<Person> {
  const row = await tx
    .updateTable('person')
    .set({ attributes: JSON.stringify(attributes), version: person.version + 1 })
    .where('id', '=', person.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return personOf(row)
}

export async function saveName(tx: Tx, person: Person, name: string | null): Promise<Person> {
  const row = await tx
    .updateTable('person')
    .set({ name, words: plain(`${name ?? ''} ${person.code}`), version: person.version + 1 })
    .where('id', '=', person.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return personOf(row)
}

/** People of these sites in whose name or code all of the words are, the latest first. */
export async function searchPeople(
  db: Reader,
  siteIds: readonly string[],
  terms: readonly string[],
  limit: number,
): Promise<Person[]> {
  if (siteIds.length === 0 || terms.length === 0) return []
  const found = terms.reduce(
    (query, term) => query.where(sql<boolean>`words like ${`%${term.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
    db.selectFrom('person').select('id').where('site_id', 'in', siteIds).where('merged_into', 'is', null),
  )
  const rows = await found.orderBy('id', 'desc').limit(limit).execute()
  const people = await listPeople(
    db,
    rows.map(({ id }) => id),
  )
  return people.sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** People of a site who are called so, whatever the case, or who have this code; the first who came first. */
export async function findNamed(
  db: Reader,
  siteId: string,
  called: { name: string } | { code: string },
): Promise<Person[]> {
  if ('code' in called) return (await peopleByCode(db, { siteId, code: called.code.toUpperCase() })).map(personOf)
  const name = plain(called.name)
  // Words are the name, a space and the code: all that begin so lie side by side in the index.
  const rows = await peopleByWords(db, { siteId, from: `${name} `, until: `${name}!` })
  return rows.map(personOf).filter((person) => plain(person.name ?? '') === name)
}

// For every row of a file.
const peopleByCode = statement<{ siteId: string; code: string }, PersonRow>((db, { siteId, code }) =>
  db
    .selectFrom('person')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('code', '=', code)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .limit(20),
)
const peopleByWords = statement<{ siteId: string; from: string; until: string }, PersonRow>(
  (db, { siteId, from, until }) =>
    db
      .selectFrom('person')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('words', '>', from)
      .where('words', '<', until)
      .where('merged_into', 'is', null)
      .orderBy('id')
      .limit(20),
)
