import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import { type Site, SiteKey } from '#shared/protocol/sites'
import type { SiteRow } from './tables'

const siteOf = ({ pipeline_id, auto_deal, ...row }: SiteRow): Site => ({
  ...row,
  domains: JSON.parse(row.domains) as string[],
  pipelineId: pipeline_id,
  autoDeal: auto_deal,
})

const rowOf = ({ pipelineId, autoDeal, ...site }: Site): SiteRow => ({
  ...site,
  domains: JSON.stringify(site.domains),
  pipeline_id: pipelineId,
  auto_deal: autoDeal,
})

export async function listSites(db: Reader, ids: readonly string[]): Promise<Site[]> {
  if (ids.length === 0) return []
  return (await db.selectFrom('site').selectAll().where('id', 'in', ids).orderBy('name').execute()).map(siteOf)
}

export async function listSiteIds(db: Reader): Promise<string[]> {
  return (await db.selectFrom('site').select('id').execute()).map(({ id }) => id)
}

export async function findSite(db: Reader, id: string): Promise<Site | undefined> {
  const [row] = await siteById(db, { id })
  return row && siteOf(row)
}

const siteById = statement<{ id: string }, SiteRow>((db, { id }) =>
  db.selectFrom('site').selectAll().where('id', '=', id),
)

export async function findSiteByKey(db: Reader, key: string): Promise<Site | undefined> {
  // What is no key at all is not worth a question, and PostgreSQL would not take every text for one.
  if (!SiteKey.safeParse(key).success) return undefined
  const row = await db.selectFrom('site').selectAll().where('key', '=', key).executeTakeFirst()
  return row && siteOf(row)
}

export async function insertSite(tx: Tx, site: Site): Promise<void> {
  await tx.insertInto('site').values(rowOf(site)).execute()
}

export async function saveSite(tx: Tx, site: Site): Promise<void> {
  const { id, key: _, ...row } = rowOf(site)
  await tx.updateTable('site').set(row).where('id', '=', id).execute()
}

/** Sites whose deals begin in a pipeline. */
export async function listSitesOf(db: Reader, pipelineId: string): Promise<Site[]> {
  return (await db.selectFrom('site').selectAll().where('pipeline_id', '=', pipelineId).execute()).map(siteOf)
}
