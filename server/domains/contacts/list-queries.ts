import { type RawBuilder, sql } from 'kysely'
import type { Listed, PageOf } from '#server/domains/companies/index'
import { outside } from '#server/storage/among'
import type { Reader } from '#server/storage/db'
import { liesIn, type Stretch } from '#server/storage/stretches'
import type { ContactCard } from '#shared/protocol/contacts'
import { cardOf, cards } from './queries'

export type ContactFilter = Listed & {
  /** `none`, or a company's id. */
  company: string | undefined
  deal: 'none' | undefined
  /** Of deals in these nobody who asks knows anything. */
  closedPipelineIds: readonly string[]
}

/** A page of contacts of these sites, by keyset. */
export async function listContacts(db: Reader, filter: ContactFilter, page: PageOf): Promise<ContactCard[]> {
  if (filter.siteIds.length === 0) return []
  const { sort, after, limit } = page
  const [order, way] =
    sort === 'name' ? (['name_key', 'asc'] as const) : (['created_at', sort === 'newest' ? 'desc' : 'asc'] as const)
  const column = sql.ref<string>(`contact.${order}`)
  let query = cards(db).where('contact.site_id', 'in', filter.siteIds).where(conditionsOf(filter, bare))
  if (after) {
    const beyond = way === 'asc' ? sql.raw('>') : sql.raw('<')
    query = query.where(sql<boolean>`(${column}, contact.id) ${beyond} (${after.key}, ${after.id})`)
  }
  return (await query.orderBy(column, way).orderBy('contact.id', way).limit(limit).execute()).map(cardOf)
}

/** How many contacts of a stretch fit. */
export async function countInStretch(db: Reader, filter: ContactFilter, stretch: Stretch): Promise<number> {
  const { count } = await cards(db)
    .clearSelect()
    .select(sql<number>`count(*)`.as('count'))
    .where(liesIn(db, 'contact', filter.siteIds, stretch))
    .where(conditionsOf(filter, hidden))
    .executeTakeFirstOrThrow()
  return Number(count)
}

type Shown = (column: string) => RawBuilder<unknown>
const bare: Shown = (column) => sql.ref(`contact.${column}`)
/** Inside an expression, so that whoever goes by ids is led by no other index. */
const hidden: Shown = (column) => sql`(${bare(column)} || '')`

function conditionsOf(filter: ContactFilter, shown: Shown): RawBuilder<boolean> {
  const { owner, tag, terms, from, before, company, deal, closedPipelineIds: closed } = filter
  const all = [sql`contact.removed = ${sql.lit(0)}`]
  if (owner === 'nobody') all.push(sql`contact.owner_id is null`)
  else if (owner !== 'anyone') all.push(sql`contact.owner_id = ${owner}`)
  if (company === 'none') all.push(sql`company.id is null`)
  else if (company) all.push(sql`${shown('company_id')} = ${company}`)
  if (tag) all.push(sql`contact.words like ${like(`#${tag}#`)} escape '\\'`)
  for (const term of terms)
    all.push(sql`(contact.words like ${like(term)} escape '\\' or company.words like ${like(term)} escape '\\')`)
  if (from) all.push(sql`${shown('created_at')} >= ${from}`)
  if (before) all.push(sql`${shown('created_at')} < ${before}`)
  if (deal === 'none')
    all.push(sql`not exists (select 1 from deal where deal.person_id = contact.person_id and deal.removed = 0
      ${closed.length > 0 ? sql`and ${outside('deal.pipeline_id', closed)}` : sql``})`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
