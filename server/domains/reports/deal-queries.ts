import { type RawBuilder, sql } from 'kysely'
import { type Asked, conditionsOf } from '#server/domains/deals/index'
import { among } from '#server/storage/among'
import type { Db } from '#server/storage/db'
import { liesIn, type Stretch } from '#server/storage/stretches'
import { monthIn } from './month-queries'
import type { Month } from './tell-months'

export type GroupRow = {
  key: string | null
  stage_id: string
  currency: string
  count: number
  amount: number
  hand_amount: number
  hand_weighted: number
}

/** What groups are told apart by: a column, or the month of a moment; null before the earliest month. */
export type Key = { column: string; months: readonly Month[] | null }

/** What matching deals of a stretch come to, by a key and by stage: their chance of being won is the stage's. */
export const groupStretch = (db: Db, asked: Asked, key: Key, stretch: Stretch) =>
  db
    .selectFrom('deal')
    .select([keyIn(key).as('key'), 'deal.stage_id', 'deal.currency'])
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`coalesce(sum(deal.amount), 0)`.as('amount'),
      sql<number>`coalesce(sum(case when deal.probability is null then 0 else deal.amount end), 0)`.as('hand_amount'),
      sql<number>`coalesce(sum(deal.amount * deal.probability), 0)`.as('hand_weighted'),
    ])
    .where(liesIn(db, 'deal', asked.siteIds, stretch))
    .where(conditionsOf(asked))
    .groupBy(
      key.column === 'stage_id' ? ['deal.stage_id', 'deal.currency'] : [sql`1`, 'deal.stage_id', 'deal.currency'],
    )
    .execute() as Promise<GroupRow[]>

function keyIn({ column, months }: Key): RawBuilder<string | null> {
  const value = sql.ref(`deal.${column}`)
  if (!months) return sql<string | null>`${value}`
  return monthIn(value, months)
}

/** Stages by their places, from 0; -1 for any other. `furthest` is beyond them all where a deal was won. */
export type PathRow = { outcome: 'open' | 'won' | 'lost'; last: number; furthest: number; count: number }

/** How far matching deals of a stretch came: the furthest of these stages each has stood in, and the last open one. */
export function countPaths(db: Db, asked: Asked, stages: readonly string[], stretch: Stretch): Promise<PathRow[]> {
  const places = sql.join(
    stages.map((id, place) => sql`when ${id} then ${sql.lit(place)}`),
    sql` `,
  )
  const placeOf = (column: string) => sql<number>`case ${sql.ref(column)} ${places} else -1 end`
  // A deal that was won came through all of them; its visits, the dear part, are not looked at.
  const furthest = sql<number>`case when deal.outcome = 'won' then ${sql.lit(stages.length)} else
    (select coalesce(max(${placeOf('stage_visit.stage_id')}), -1) from stage_visit
      where stage_visit.deal_id = deal.id) end`
  return db
    .selectFrom('deal')
    .select(['deal.outcome', placeOf('deal.last_open_stage_id').as('last'), furthest.as('furthest')])
    .select(sql<number>`count(*)`.as('count'))
    .where(liesIn(db, 'deal', asked.siteIds, stretch))
    .where(conditionsOf(asked))
    .groupBy([sql`1`, sql`2`, sql`3`])
    .execute() as Promise<PathRow[]>
}

/** The latest stays of matching deals in a stage, among the `latest` that ended there. */
export function listLatestStays(
  db: Db,
  asked: Asked,
  stageId: string,
  { latest, limit }: { latest: number; limit: number },
): Promise<{ entered_at: string; left_at: string | null }[]> {
  const stays = db
    .selectFrom('stage_stay')
    .select(['deal_id', 'entered_at', 'left_at'])
    .where('stage_id', '=', stageId)
    .where('left_at', 'is not', null)
    .orderBy('left_at', 'desc')
    .limit(latest)
    .as('stay')
  return db
    .selectFrom(stays)
    .innerJoin('deal', 'deal.id', 'stay.deal_id')
    .select(['stay.entered_at', 'stay.left_at'])
    .where(among(db, 'deal.site_id', asked.siteIds))
    .where(conditionsOf(asked))
    .orderBy('stay.left_at', 'desc')
    .limit(limit)
    .execute()
}
