import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { Attributes, Page, Person } from '#shared/protocol/people'
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
  await tx
    .insertInto('person')
    .values({
      ...person,
      site_id: siteId,
      first_seen_at: firstSeenAt,
      attributes: JSON.stringify(attributes),
      origin: JSON.stringify(origin),
    })
    .execute()
}

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
