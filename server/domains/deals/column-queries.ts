import { sql } from 'kysely'
import type { TeamCaller } from '#server/context'
import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { DealCard, StageTotals } from '#shared/protocol/deals'
import { cardOf, cards } from './queries'
import type { StageTotalRow } from './tables'

export type Place = { rank: string; id: string }

export type Page = { stageId: string; siteIds: readonly string[]; after: Place | null; limit: number }

/** Up to here the columns of single sites are merged; a longer statement costs more than it saves. */
const mostMerged = 40

/** A page of one column from the top, by keyset: the deals of these sites and no others. */
export async function listColumn(db: Reader, page: Page): Promise<DealCard[]> {
  if (page.siteIds.length === 0) return []
  const deals = page.siteIds.length > mostMerged ? walk(db, page) : merge(db, page)
  const rows = await cards(db, deals.orderBy('rank').orderBy('id').limit(page.limit).as('deal'))
    .orderBy('deal.rank')
    .orderBy('deal.id')
    .execute()
  return rows.map(cardOf)
}

/** Every site's own order lies in the index; only as much of each is read as is shown, however few deals one has. */
const merge = (db: Reader, { siteIds, ...column }: Page) =>
  siteIds.map((siteId) => standing(db, column).where('site_id', '=', siteId)).reduce((all, one) => all.unionAll(one))

/**
 * Whoever works on so many sites sees most of a column, so it is gone through in its order. As an expression the site
 * is no reason to take the index by site, which would have to sort all of the column first.
 */
const walk = (db: Reader, { siteIds, ...column }: Page) =>
  standing(db, column).where(sql<string>`(site_id || '')`, 'in', siteIds)

// What an index is made for is said as it stands there: a value that is filled in has SQLite plan anew each time.
const standing = (db: Reader, { stageId, after }: Pick<Page, 'stageId' | 'after'>) =>
  db
    .selectFrom('deal')
    .selectAll()
    .where('stage_id', '=', stageId)
    .where('removed', '=', sql.lit(0))
    .$if(after !== null, (query) => query.where(sql<boolean>`(rank, id) > (${after?.rank}, ${after?.id})`))

/** The card at an edge of a column, or the neighbour just above a place. */
export function findNeighbour(
  db: Reader,
  stageId: string,
  where: 'first' | 'last' | { above: Place },
): Promise<Place | undefined> {
  if (where === 'first') return firstStatement(db, { stageId }).then(([first]) => first)
  const column = db
    .selectFrom('deal')
    .select(['rank', 'id'])
    .where('stage_id', '=', stageId)
    .where('removed', '=', sql.lit(0))
  const below = typeof where === 'object' ? where.above : null
  return column
    .$if(below !== null, (query) => query.where(sql<boolean>`(rank, id) < (${below?.rank}, ${below?.id})`))
    .orderBy('rank', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

const firstStatement = statement<{ stageId: string }, Place>((db, { stageId }) =>
  db
    .selectFrom('deal')
    .select(['rank', 'id'])
    .where('stage_id', '=', stageId)
    .where('removed', '=', sql.lit(0))
    .orderBy('rank')
    .orderBy('id')
    .limit(1),
)

/** The first rank of the column that is greater than the given one. */
export const findRankAfter = (db: Reader, stageId: string, rank: string) =>
  db
    .selectFrom('deal')
    .select('rank')
    .where('stage_id', '=', stageId)
    .where('removed', '=', sql.lit(0))
    .where('rank', '>', rank)
    .orderBy('rank')
    .limit(1)
    .executeTakeFirst()

/** Moves the totals of a stage's deals of one site. */
export async function addToTotals(
  tx: Tx,
  { stageId, siteId, count, amount, byHand }: StageTotals,
): Promise<StageTotals> {
  const [row] = await totalStatement(tx, {
    ...{ stage_id: stageId, site_id: siteId, deal_count: count, deal_amount: amount },
    ...{ hand_amount: byHand.amount, hand_weighted: byHand.weighted },
  })
  if (!row) throw new Error(`No totals of stage ${stageId}`)
  return totalsOf(row)
}

const totalStatement = statement<StageTotalRow, StageTotalRow>(
  (db, { stage_id, site_id, deal_count, deal_amount, hand_amount, hand_weighted }) =>
    db
      .insertInto('stage_total')
      .values({ stage_id, site_id, deal_count, deal_amount, hand_amount, hand_weighted })
      .onConflict((conflict) =>
        conflict.columns(['stage_id', 'site_id']).doUpdateSet({
          deal_count: sql`stage_total.deal_count + excluded.deal_count`,
          deal_amount: sql`stage_total.deal_amount + excluded.deal_amount`,
          hand_amount: sql`stage_total.hand_amount + excluded.hand_amount`,
          hand_weighted: sql`stage_total.hand_weighted + excluded.hand_weighted`,
        }),
      )
      .returningAll(),
)

/** What stages come to on each of these sites. */
export async function listTotals(
  db: Reader,
  stageIds: readonly string[],
  siteIds: readonly string[],
): Promise<StageTotals[]> {
  if (siteIds.length === 0) return []
  const rows = await db
    .selectFrom('stage_total')
    .selectAll()
    .where('stage_id', 'in', stageIds)
    .where('site_id', 'in', siteIds)
    .orderBy('stage_id')
    .orderBy('site_id')
    .execute()
  return rows.map(totalsOf)
}

/** What every stage comes to that somebody may know, on each of their sites. */
export async function listAllTotals(
  db: Reader,
  { siteIds, closedPipelineIds: closed }: Pick<TeamCaller, 'siteIds' | 'closedPipelineIds'>,
): Promise<StageTotals[]> {
  if (siteIds.length === 0) return []
  const rows = await db
    .selectFrom('stage_total')
    .selectAll()
    .where('site_id', 'in', siteIds)
    .$if(closed.length > 0, (query) =>
      query.where('stage_id', 'not in', (hidden) =>
        hidden.selectFrom('stage').select('stage.id').where('pipeline_id', 'in', closed),
      ),
    )
    .execute()
  return rows.map(totalsOf)
}

const totalsOf = (row: StageTotalRow): StageTotals => ({
  stageId: row.stage_id,
  siteId: row.site_id,
  count: row.deal_count,
  amount: row.deal_amount,
  byHand: { amount: row.hand_amount, weighted: row.hand_weighted },
})
