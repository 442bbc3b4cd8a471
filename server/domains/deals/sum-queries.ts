import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/storage/db'
import { type Asked, conditionsOf } from './filter-queries'

/** Part of a site's deals, in an order an index has: of one stage by rank, or all by age. */
export type Part = { siteId: string; stageId: string | null; after: { at: string; id: string } | null; limit: number }

export type SumRow = {
  stage_id: string
  currency: string
  count: number
  amount: number
  hand_amount: number
  hand_weighted: number
}

/** What the matching deals of a part come to, stage by stage. */
export async function sumPart(db: Db, asked: Asked, part: Part): Promise<SumRow[]> {
  const rows = await db
    .selectFrom(partOf(db, part).as('deal'))
    .select(['deal.stage_id', 'deal.currency'])
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`coalesce(sum(deal.amount), 0)`.as('amount'),
      sql<number>`coalesce(sum(case when deal.probability is null then 0 else deal.amount end), 0)`.as('hand_amount'),
      sql<number>`coalesce(sum(deal.amount * deal.probability), 0)`.as('hand_weighted'),
    ])
    .where(conditionsOf(asked))
    .groupBy(['deal.stage_id', 'deal.currency'])
    .execute()
  return rows
}

/** Where a part ends; nothing when it was the last. */
export async function findEnd(db: Db, part: Part): Promise<{ at: string; id: string } | undefined> {
  const order = part.stageId ? 'deal.rank' : 'deal.created_at'
  return db
    .selectFrom('deal')
    .select([sql<string>`${sql.ref(order)}`.as('at'), 'deal.id'])
    .where(within(part))
    .orderBy(order)
    .orderBy('deal.id')
    .limit(1)
    .offset(part.limit - 1)
    .executeTakeFirst()
}

const partOf = (db: Db, part: Part) =>
  db
    .selectFrom('deal')
    .selectAll()
    .where(within(part))
    .orderBy(part.stageId ? 'deal.rank' : 'deal.created_at')
    .orderBy('deal.id')
    .limit(part.limit)

function within({ siteId, stageId, after }: Part): RawBuilder<boolean> {
  const own = sql`deal.site_id = ${siteId} and deal.removed = 0`
  const place = stageId ? sql`${own} and deal.stage_id = ${stageId}` : own
  if (!after) return sql<boolean>`${place}`
  const order = sql.ref(stageId ? 'deal.rank' : 'deal.created_at')
  return sql<boolean>`${place} and (${order}, deal.id) > (${after.at}, ${after.id})`
}
