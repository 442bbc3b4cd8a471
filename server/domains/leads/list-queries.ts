import { type RawBuilder, sql } from 'kysely'
import { among, outside } from '#server/storage/among'
import type { Reader } from '#server/storage/db'
import { liesIn, type Stretch } from '#server/storage/stretches'
import type { LeadCard } from '#shared/protocol/leads'
import { cardOf, cards } from './queries'
import type { AskedLeads } from './read-asked'

/** A place in an order: what it is ordered by, and the id. */
export type Place = { key: string; id: string }

export type LeadSort = 'newest' | 'oldest' | 'name'

/** Leads of one site, from after one place up to another; null for the beginning and the end. */
export type Part = { siteId: string; sort: LeadSort; after: Place | null; upTo: Place | null }

/** The leads of a part that fit, in their order. */
export async function listPart(db: Reader, asked: AskedLeads, part: Part, limit: number): Promise<LeadCard[]> {
  const { column, way } = orderOf(part)
  const rows = await cards(db)
    .where(liesInPart(asked, part))
    .where(leadConditions(db, asked))
    .orderBy(column, way)
    .orderBy('lead.id', way)
    .limit(limit)
    .execute()
  return rows.map(cardOf)
}

/** The place so many leads further on, whether they fit or not; nothing when there are no more. */
export const findPartEnd = (db: Reader, asked: AskedLeads, part: Part, count: number): Promise<Place | undefined> => {
  const { column, way } = orderOf(part)
  return db
    .selectFrom('lead')
    .select([column.as('key'), 'lead.id'])
    .where(liesInPart(asked, part))
    .orderBy(column, way)
    .orderBy('lead.id', way)
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst()
}

const orderOf = ({ sort }: Part) => ({
  column: sql.ref<string>(sort === 'name' ? 'lead.name_key' : 'lead.created_at'),
  way: sort === 'newest' ? ('desc' as const) : ('asc' as const),
})

/** What an index in this order is led by; everything else is asked of the rows it leads to. */
function liesInPart(asked: AskedLeads, part: Part): RawBuilder<boolean> {
  const { statusId, source, created } = asked
  const { siteId, sort, after, upTo } = part
  const { column } = orderOf(part)
  const beyond = sort === 'newest' ? sql.raw('<') : sql.raw('>')
  const all = [sql`lead.site_id = ${siteId} and lead.removed = ${sql.lit(0)}`]
  if (isConverted(asked)) all.push(sql`lead.is_open = ${sql.lit(0)}`)
  if (sort !== 'name') {
    if (statusId !== null) all.push(sql`lead.status_id = ${statusId}`)
    if (source !== null) all.push(sql`lead.source = ${source}`)
    if (created?.from) all.push(sql`lead.created_at >= ${created.from}`)
    if (created?.until) all.push(sql`lead.created_at < ${created.until}`)
  }
  if (after) all.push(sql`(${column}, lead.id) ${beyond} (${after.key}, ${after.id})`)
  if (upTo) all.push(sql`not (${column}, lead.id) ${beyond} (${upTo.key}, ${upTo.id})`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Whether only converted leads can fit: no other became a deal. */
const isConverted = ({ outcome, stage }: AskedLeads): boolean =>
  (outcome !== 'open' && outcome !== 'any') || (stage !== null && stage !== 'none')

/** Inside an expression, so that no index is led by it but the one that is meant to be. */
const hidden = (column: string) => sql`(${sql.ref(column)} || '')`

/** What a lead must be, its sites aside. */
export function leadConditions(db: Reader, asked: AskedLeads): RawBuilder<boolean> {
  const { statusId, owner, created, outcome, stage, source, terms } = asked
  const all = [sql`lead.removed = ${sql.lit(0)}`]
  if (statusId !== null) all.push(sql`${hidden('lead.status_id')} = ${statusId}`)
  if (owner === 'nobody') all.push(sql`lead.owner_id is null`)
  else if (owner !== 'anyone') all.push(sql`lead.owner_id = ${owner}`)
  if (created?.from) all.push(sql`${hidden('lead.created_at')} >= ${created.from}`)
  if (created?.until) all.push(sql`${hidden('lead.created_at')} < ${created.until}`)
  if (source !== null) all.push(sql`${hidden('lead.source')} = ${source}`)
  if (outcome === 'open') all.push(sql`lead.is_open = ${sql.lit(1)}`)
  if (isConverted(asked)) all.push(sql`lead.is_open = ${sql.lit(0)}`)
  if (outcome === 'deal') all.push(hasDeal(db, asked, sql`1 = 1`))
  if (outcome === 'won' || outcome === 'lost') all.push(hasDeal(db, asked, sql`${hidden('deal.outcome')} = ${outcome}`))
  if (stage === 'none') all.push(sql`not ${hasDeal(db, asked, sql`1 = 1`)}`)
  else if (stage !== null) all.push(hasDeal(db, asked, sql`${hidden('deal.stage_id')} = ${stage}`))
  for (const term of terms) all.push(sql`lead.words like ${`%${term.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Whether it became a deal that whoever asks may know of and that is this. */
const hasDeal = (db: Reader, asked: AskedLeads, is: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from deal where ${isItsDeal(db, asked)} and ${is})`

/** Whether a deal is what a lead became, and known to whoever asks. */
export const isItsDeal = (db: Reader, { dealSiteIds, closedPipelineIds: closed }: AskedLeads): RawBuilder<boolean> =>
  sql<boolean>`(deal.id = lead.deal_id and deal.removed = ${sql.lit(0)} and ${among(db, 'deal.site_id', dealSiteIds)}
    ${closed.length > 0 ? sql`and ${outside('deal.pipeline_id', closed)}` : sql``})`

/** How many leads of a stretch fit. */
export async function countInStretch(db: Reader, asked: AskedLeads, stretch: Stretch): Promise<number> {
  const { count } = await db
    .selectFrom('lead')
    .select(sql<number>`count(*)`.as('count'))
    .where(liesIn(db, 'lead', asked.siteIds, stretch))
    .where(leadConditions(db, asked))
    .executeTakeFirstOrThrow()
  return Number(count)
}
