import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#server/storage/db'
import { liesIn, type Stretch } from '#server/storage/stretches'
import type { Company } from '#shared/protocol/companies'
import { companyOf } from './queries'
import type { Listed, PageOf } from './read-listed'
import type { CompanyRow } from './tables'

/** A page of companies of these sites, by keyset. */
export async function listCompanies(db: Reader, listed: Listed, page: PageOf): Promise<Company[]> {
  if (listed.siteIds.length === 0) return []
  const { sort, after, limit } = page
  const [order, way] =
    sort === 'name' ? (['name_key', 'asc'] as const) : (['created_at', sort === 'newest' ? 'desc' : 'asc'] as const)
  let query = db.selectFrom('company').selectAll().where('site_id', 'in', listed.siteIds).where(conditionsOf(listed))
  if (after) {
    const beyond = way === 'asc' ? sql.raw('>') : sql.raw('<')
    query = query.where(sql<boolean>`(${sql.ref(order)}, id) ${beyond} (${after.key}, ${after.id})`)
  }
  return (await query.orderBy(order, way).orderBy('id', way).limit(limit).execute()).map(companyOf)
}

/** How many companies of a stretch fit. */
export async function countInStretch(db: Reader, listed: Listed, stretch: Stretch): Promise<number> {
  const { count } = await db
    .selectFrom('company')
    .select(sql<number>`count(*)`.as('count'))
    .where(liesIn(db, 'company', listed.siteIds, stretch))
    .where(conditionsOf(listed))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function conditionsOf({ owner, tag, terms, from, before }: Listed): RawBuilder<boolean> {
  const all = [sql`removed = ${sql.lit(0)}`]
  if (owner === 'nobody') all.push(sql`owner_id is null`)
  else if (owner !== 'anyone') all.push(sql`owner_id = ${owner}`)
  for (const word of [...terms, ...(tag ? [`#${tag}#`] : [])])
    all.push(sql`words like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  if (from) all.push(sql`created_at >= ${from}`)
  if (before) all.push(sql`created_at < ${before}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** What a candidate is recognised by, and who it is. */
export type CompanyHit = { row: CompanyRow; kind: string; key: string }

/** Companies of a site with one of these keys. */
export async function findByKeys(
  db: Reader,
  siteId: string,
  kind: 'domain' | 'phone' | 'name',
  keys: readonly string[],
  limit: number,
): Promise<CompanyHit[]> {
  if (keys.length === 0) return []
  const rows = await hits(db, siteId, kind).where('company_key.key', 'in', keys).limit(limit).execute()
  return rows.map(hitOf)
}

/** Companies of a site whose name begins alike. */
export async function findAlike(db: Reader, siteId: string, front: string, limit: number): Promise<CompanyHit[]> {
  // The mark behind the beginnings is followed by one letter only: all keys that begin so lie side by side.
  const rows = await hits(db, siteId, 'name')
    .where('company_key.key', '>=', front)
    .where('company_key.key', '<', `${front.slice(0, -1)}}`)
    .limit(limit)
    .execute()
  return rows.map(hitOf)
}

const hits = (db: Reader, siteId: string, kind: 'domain' | 'phone' | 'name') =>
  db
    .selectFrom('company_key')
    .innerJoin('company', 'company.id', 'company_key.company_id')
    .selectAll('company')
    .select(['company_key.kind as key_kind', 'company_key.key as key_of'])
    .where('company_key.site_id', '=', siteId)
    .where('company_key.kind', '=', kind)

const hitOf = ({ key_kind, key_of, ...row }: CompanyRow & { key_kind: string; key_of: string }): CompanyHit => ({
  ...{ row, kind: key_kind, key: key_of },
})
