import type { Reader } from '#server/storage/db'

/** A key somebody shares, and who they are. */
export type PersonHit = {
  person_id: string
  module: 'lead' | 'contact'
  kind: 'email' | 'phone' | 'name'
  key: string
}

/** Whose one of these keys is, on a site. */
export const findByKeys = (
  db: Reader,
  siteId: string,
  kind: PersonHit['kind'],
  keys: readonly string[],
  limit: number,
): Promise<PersonHit[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : keyed(db, siteId, kind).where('key', 'in', keys).orderBy('key').limit(limit).execute()

/** Whose name begins alike, on a site. */
export const findAlike = (db: Reader, siteId: string, front: string, limit: number): Promise<PersonHit[]> =>
  keyed(db, siteId, 'name')
    .where('key', '>=', front)
    // The mark behind the beginnings has one letter after it only: all that begin so lie side by side.
    .where('key', '<', `${front.slice(0, -1)}}`)
    .orderBy('key')
    .limit(limit)
    .execute()

const keyed = (db: Reader, siteId: string, kind: PersonHit['kind']) =>
  db
    .selectFrom('person_key')
    .select(['person_id', 'module', 'kind', 'key'])
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)

/** Who people are: their name, the contact or the lead they are, and where they work. */
export async function describePeople(db: Reader, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('person')
    .leftJoin('contact', (join) => join.onRef('contact.person_id', '=', 'person.id').on('contact.removed', '=', 0))
    .leftJoin('company', (join) => join.onRef('company.id', '=', 'contact.company_id').on('company.removed', '=', 0))
    .leftJoin('lead', (join) =>
      join.onRef('lead.person_id', '=', 'person.id').on('lead.removed', '=', 0).on('lead.is_open', '=', 1),
    )
    .select(['person.id', 'person.name', 'person.code', 'contact.id as contactId', 'lead.id as leadId'])
    .select(['company.name as companyName', 'lead.company as leadCompany'])
    .where('person.id', 'in', ids)
    .execute()
}
