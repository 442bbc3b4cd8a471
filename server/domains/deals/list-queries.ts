import { type RawBuilder, sql } from 'kysely'
import { among } from '#server/storage/among'
import type { Db, Reader } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { DealCard } from '#shared/protocol/deals'
import { bySpot, type SortField, type SortKey, type SortValue, type Spot } from '#shared/rules/deal-order'
import { type Asked, boundsOf, conditionsOf, columnOf as nameOf } from './filter-queries'
import { cardOf, cards } from './queries'
import { type Sought, worded } from './word-queries'

/** A row as it is sorted and added up, before any card is read. */
export type Found = Spot & {
  stageId: string
  currency: string
  amount: number | null
  probability: number | null
}

export type PageOf = { keys: readonly SortKey[]; stageId: string | null; after: Spot | null; limit: number }

/** What a row may lack; rows that have it come first, in either direction, and an index keeps the two apart. */
export const nullable: ReadonlySet<SortField> = new Set(['amount', 'closesOn', 'nextTask', 'closedAt'])

/** The rows of an order that have what they are sorted by, those that have not, or all where none lacks it. */
export type Stretch = 'all' | 'some' | 'none'

/** A place in the index of an order: the value, and the id where the order has no second step. */
export type Edge = { value: SortValue; id: string | null }

/** So much of one site's order as is read at once: behind one edge, up to another. */
export type Part = PageOf & { siteId: string; stretch: Stretch; from: Edge | null; until: Edge | null }

/** Of these deals those that match, in order. */
export async function listAmong(
  db: Reader,
  asked: Asked,
  ids: readonly string[],
  keys: readonly SortKey[],
): Promise<Found[]> {
  if (ids.length === 0) return []
  const rows = await narrow(db, keys)
    .where(among(db, 'deal.id', ids))
    // Found by their ids: an index of the sites would lead through every deal there is.
    .where(sql<boolean>`(deal.site_id || '') in (${sql.join([...asked.siteIds])})`)
    .where(conditionsOf(asked))
    .execute()
  return rows.map((row) => foundOf(row, keys)).sort(bySpot(keys))
}

/** The first matching rows of a part, in its order. */
export async function listPart(db: Db, asked: Asked, part: Part): Promise<Found[]> {
  const { keys, stretch, limit } = part
  let query = narrow(db, keys).where(within(asked, part)).where(conditionsOf(asked)).limit(limit)
  for (const [at, { field, descending }] of stepsOf(part).entries()) {
    const by = columnOf(field)
    if (nullable.has(field) && (at > 0 || stretch === 'none')) query = query.orderBy(sql`${by} is null`)
    query = query.orderBy(by, descending ? 'desc' : 'asc')
  }
  const rows = await query.orderBy('deal.id', isDown(part) ? 'desc' : 'asc').execute()
  return rows.map((row) => foundOf(row, keys))
}

/** A page of the matching deals among those that have a word: all of them are looked at, and the first ones told. */
export async function listWordedPage(db: Db, asked: Asked, sought: Sought, page: PageOf): Promise<Found[]> {
  const { keys, stageId, after, limit } = page
  const down = keys.at(-1)?.descending ?? false
  const steps = keys.map((key, at) => ({ ...key, value: after?.values[at] ?? null }))
  let query = narrow(db, keys)
    .where('deal.id', 'in', worded(db, asked.siteIds, sought))
    .where(sql<boolean>`(deal.site_id || '') in (${sql.join([...asked.siteIds])})`)
    .where(conditionsOf(asked))
    .limit(limit)
  if (stageId !== null) query = query.where(sql<boolean>`(deal.stage_id || '') = ${stageId}`)
  if (after) query = query.where(beyond(steps, after.id, down))
  for (const { field, descending } of steps) {
    if (nullable.has(field)) query = query.orderBy(sql`${columnOf(field)} is null`)
    query = query.orderBy(columnOf(field), descending ? 'desc' : 'asc')
  }
  const rows = await query.orderBy('deal.id', down ? 'desc' : 'asc').execute()
  return rows.map((row) => foundOf(row, keys))
}

/** Where a part of so many rows ends, whether they match or not; nothing when there are fewer. */
export async function findPartEnd(db: Db, asked: Asked, part: Part, size: number): Promise<Edge | undefined> {
  const { keys, stretch } = part
  const [first, ...more] = keys
  // Of those that lack the first step the second decides, and no index has both.
  if (!first || (stretch === 'none' && more.length > 0)) return undefined
  const column = columnOf(first.field)
  let query = db
    .selectFrom('deal')
    .select(['deal.id', sql<SortValue>`${column}`.as('value')])
    .where(within(asked, part))
    .where('deal.removed', '=', sql.lit(0))
    .limit(1)
    .offset(size - 1)
  if (stretch !== 'none') query = query.orderBy(column, first.descending ? 'desc' : 'asc')
  if (more.length === 0) query = query.orderBy('deal.id', isDown(part) ? 'desc' : 'asc')
  const end = await query.executeTakeFirst()
  return end && { value: end.value, id: more.length === 0 ? end.id : null }
}

const isDown = ({ keys }: PageOf): boolean => keys.at(-1)?.descending ?? false

const stepsOf = ({ keys, after, stretch }: Part): Step[] =>
  keys.map((key, at) => ({ ...key, value: after?.values[at] ?? null })).slice(stretch === 'none' ? 1 : 0)

/** The rows of a part. What says where it begins stands first: an index begins at the first bound it is told. */
function within(asked: Asked, part: Part): RawBuilder<boolean> {
  const { keys, siteId, stageId, after, stretch, from, until } = part
  const [first] = keys
  const conditions = [sql<boolean>`deal.site_id = ${siteId}`]
  if (!first) return all(conditions)
  const column = columnOf(first.field)
  if (stageId !== null)
    conditions.push(
      first.field === 'rank'
        ? sql<boolean>`deal.stage_id = ${stageId}`
        : sql<boolean>`(deal.stage_id || '') = ${stageId}`,
    )
  if (stretch === 'none') conditions.push(sql<boolean>`${column} is null`)
  if (from) conditions.push(beyondEdge(part, from, first.descending ? '<' : '>'))
  else if (after) {
    const steps = stepsOf(part)
    const [lead] = steps
    if (lead && lead.value !== null && stretch !== 'none')
      conditions.push(sql<boolean>`${column} ${sql.raw(lead.descending ? '<=' : '>=')} ${lead.value}`)
    conditions.push(beyond(steps, after.id, isDown(part)))
  }
  if (until) conditions.push(beyondEdge(part, until, first.descending ? '>=' : '<='))
  if (stretch === 'some') conditions.push(sql<boolean>`${column} is not null`)
  return all([...conditions, ...boundsOf(asked.filter, first.field)])
}

/** On which side of an edge a row lies. Without a second step the id goes the way of the first. */
function beyondEdge({ keys, stretch }: Part, { value, id }: Edge, side: '<' | '>' | '<=' | '>='): RawBuilder<boolean> {
  const column = columnOf(keys[0]?.field ?? 'created')
  if (stretch === 'none') return sql`deal.id ${sql.raw(side)} ${id}`
  if (id === null) return sql`${column} ${sql.raw(side)} ${value}`
  return sql`(${column}, deal.id) ${sql.raw(side)} (${value}, ${id})`
}

const columnOf = (field: SortField) => sql.ref(`deal.${nameOf[field]}`)

type Step = SortKey & { value: SortValue }

/** Whether a row comes after a place: equal up to some step and beyond it there. */
function beyond(steps: readonly Step[], id: string, down: boolean): RawBuilder<boolean> {
  const ways: RawBuilder<boolean>[] = []
  const same: RawBuilder<boolean>[] = []
  for (const { field, descending, value } of steps) {
    const column = columnOf(field)
    if (value !== null) {
      const past = sql<boolean>`${column} ${sql.raw(descending ? '<' : '>')} ${value}`
      ways.push(all([...same, nullable.has(field) ? sql`(${past} or ${column} is null)` : past]))
    }
    same.push(value === null ? sql`${column} is null` : sql`${column} = ${value}`)
  }
  ways.push(all([...same, sql`deal.id ${sql.raw(down ? '<' : '>')} ${id}`]))
  return sql`(${sql.join(ways, sql` or `)})`
}

const all = (parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> => sql`(${sql.join(parts, sql` and `)})`

const narrow = (db: Reader, keys: readonly SortKey[]) =>
  db
    .selectFrom('deal')
    .select(['deal.id', 'deal.stage_id', 'deal.currency', 'deal.amount', 'deal.probability'])
    .select(keys.map(({ field }, at) => sql<SortValue>`${columnOf(field)}`.as(`key_${at}`)))

type NarrowRow = { id: string; stage_id: string; currency: string; amount: number | null; probability: number | null }

const foundOf = (row: NarrowRow & Record<string, unknown>, keys: readonly SortKey[]): Found => ({
  id: row.id,
  values: keys.map((_, at) => row[`key_${at}`] as SortValue),
  stageId: row.stage_id,
  currency: row.currency,
  amount: row.amount,
  probability: row.probability,
})

/** The cards of these deals, in this order. */
export async function listCards(db: Reader, ids: readonly string[]): Promise<DealCard[]> {
  if (ids.length === 0) return []
  const rows = await cards(db, db.selectFrom('deal').selectAll().where('id', 'in', ids).as('deal')).execute()
  const found = new Map(rows.map((row) => [row.id, cardOf(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** A deal of a person that is called the same; what was taken back does not count. */
export const findSame = async (db: Reader, personId: string, pipelineId: string, nameKey: string) =>
  (await sameStatement(db, { personId, pipelineId, nameKey }))[0]

const sameStatement = statement<{ personId: string; pipelineId: string; nameKey: string }, { id: string }>(
  (db, { personId, pipelineId, nameKey }) =>
    db
      .selectFrom('deal')
      .select('id')
      .where('person_id', '=', personId)
      .where('pipeline_id', '=', pipelineId)
      .where('name_key', '=', nameKey)
      .where('removed', '=', sql.lit(0))
      .limit(1),
)

/** Of these people those who wrote something nobody has read. */
export async function listUnread(db: Reader, personIds: readonly string[]): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('conversation')
    .select('person_id')
    .distinct()
    .where('person_id', 'in', personIds)
    .where('unread', '>', 0)
    .orderBy('person_id')
    .execute()
  return rows.map((row) => row.person_id)
}
