import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { StageRate } from '#shared/protocol/deal-sums'
import type { Deal } from '#shared/protocol/deals'
import { type CardRow, cardOf, cards } from './queries'

/** Remembers that a deal stood in a stage. */
export async function insertVisit(tx: Tx, { id, stageId }: Pick<Deal, 'id' | 'stageId'>): Promise<void> {
  await visitStatement(tx, { dealId: id, stageId })
}

const visitStatement = statement<{ dealId: string; stageId: string }, unknown>((db, { dealId, stageId }) =>
  db
    .insertInto('stage_visit')
    .values({ deal_id: dealId, stage_id: stageId })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Enough to tell a rate from chance, and few enough to count at any size. */
const lately = 500

/** Of the deals of a pipeline that were closed last: how many stood in each stage, and how many of them were won. */
export async function listRates(db: Reader, pipelineId: string, siteIds: readonly string[]): Promise<StageRate[]> {
  if (siteIds.length === 0) return []
  const closed = db
    .selectFrom('deal')
    .select(['id', 'outcome'])
    .where('pipeline_id', '=', pipelineId)
    .where('closed_at', 'is not', null)
    .where('removed', '=', sql.lit(0))
    .where(sql<string>`(site_id || '')`, 'in', siteIds)
    .orderBy('closed_at', 'desc')
    .limit(lately)
    .as('deal')
  const rows = await db
    .selectFrom(closed)
    .innerJoin('stage_visit', 'stage_visit.deal_id', 'deal.id')
    .innerJoin('stage', 'stage.id', 'stage_visit.stage_id')
    .select(({ fn }) => [
      'stage.id as stageId',
      fn.countAll<number>().as('closed'),
      sql<number>`sum(case when deal.outcome = 'won' then 1 else 0 end)`.as('won'),
    ])
    .where('stage.pipeline_id', '=', pipelineId)
    .where('stage.kind', '=', 'open')
    .groupBy('stage.id')
    .orderBy('stage.id')
    .execute()
  return rows.map(({ stageId, closed, won }) => ({ stageId, closed: Number(closed), won: Number(won) }))
}

/** The first deals of a stage with their cards; those that were taken back stand in no order among the others. */
export async function listFirst(
  tx: Tx,
  stageId: string,
  isTakenBack: boolean,
  limit: number,
): Promise<ReturnType<typeof cardOf>[]> {
  const deals = tx
    .selectFrom('deal')
    .selectAll()
    .where('stage_id', '=', stageId)
    .where('removed', '=', sql.lit(isTakenBack ? 1 : 0))
    .orderBy('rank')
    .orderBy('id')
    .limit(limit)
    .as('deal')
  const rows = await cards(tx, deals).orderBy('deal.rank').orderBy('deal.id').execute()
  return rows.map((row) => cardOf(row as CardRow))
}

/** Some deals of a pipeline that are in a currency, with their cards, taken back ones too. */
export async function listInCurrency(
  tx: Tx,
  pipelineId: string,
  currency: string,
  limit: number,
): Promise<ReturnType<typeof cardOf>[]> {
  const deals = tx
    .selectFrom('deal')
    .selectAll()
    .where('pipeline_id', '=', pipelineId)
    .where('currency', '=', currency)
    .limit(limit)
    .as('deal')
  const rows = await cards(tx, deals).execute()
  return rows.map((row) => cardOf(row as CardRow))
}

const placeStatement = statement<Placed, unknown>((db, { id, stageId, rank, at, version }) =>
  db
    .updateTable('deal')
    .set({ stage_id: stageId, last_open_stage_id: stageId, rank, stage_since: at, version })
    .where('id', '=', id),
)

type Placed = { id: string; stageId: string; rank: string; at: string; version: number }

/** Puts an open deal into another stage. Thousands may go at once, so the statement is built once. */
export async function savePlace(tx: Tx, placed: Placed): Promise<void> {
  await placeStatement(tx, placed)
}

const worthStatement = statement<Written, unknown>((db, { id, amount, currency, quotes, version }) =>
  db.updateTable('deal').set({ amount, currency, quotes, version }).where('id', '=', id),
)

type Worth = Pick<Deal, 'id' | 'amount' | 'currency' | 'quotes' | 'version'>
type Written = Omit<Worth, 'quotes'> & { quotes: string }

/** Says what a deal is worth in another currency. */
export async function saveWorth(tx: Tx, { quotes, ...worth }: Worth): Promise<void> {
  await worthStatement(tx, { ...worth, quotes: JSON.stringify(quotes) })
}
