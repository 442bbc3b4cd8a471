import type { Reader, Tx } from '#server/storage/db'
import { type Site, SiteKey } from '#shared/protocol/sites'
import type { SiteRow } from './tables'

const siteOf = (row: SiteRow): Site => ({ ...row, domains: JSON.parse(row.domains) as string[] })

export async function listSites(db: Reader, ids: readonly string[]): Promise<Site[]> {
  if (ids.length === 0) return []
  return (await db.selectFrom('site').selectAll().where('id', 'in', ids).orderBy('name').execute()).map(siteOf)
}

export async function listSiteIds(db: Reader): Promise<string[]> {
  return (await db.selectFrom('site').select('id').execute()).map(({ id }) => id)
}

export async function findSite(db: Reader, id: string): Promise<Site | undefined> {
  const row = await db.selectFrom('site').selectAll().where('id', '=', id).executeTakeFirst()
  return row && siteOf(row)
}

export async function findSiteByKey(db: Reader, key: string): Promise<Site | undefined> {
  // What is no key at all is not worth a question, and PostgreSQL would not take every text for one.
  if (!SiteKey.safeParse(key).success) return undefined
  const row = await db.selectFrom('site').selectAll().where('key', '=', key).executeTakeFirst()
  return row && siteOf(row)
}

export async function insertSite(tx: Tx, site: Site): Promise<void> {
  await tx
    .insertInto('site')
    .values({ ...site, domains: JSON.stringify(site.domains) })
    .execute()
}

export async function saveSite(tx: Tx, site: Site): Promise<void> {
  const { id, name, locale, version } = site
  await tx
    .updateTable('site')
    .set({ name, locale, version, domains: JSON.stringify(site.domains) })
    .where('id', '=', id)
    .execute()
}
