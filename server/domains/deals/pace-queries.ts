import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { StageStayRow } from './tables'

type Entry = { dealId: string; stageId: string; siteId: string; at: string }

// Built once: where a stage is removed, thousands of deals leave it in one change.
const enterStatement = statement<Entry, unknown>((db, { dealId, stageId, siteId, at }) =>
  db.insertInto('stage_stay').values({
    ...{ deal_id: dealId, stage_id: stageId, site_id: siteId },
    ...{ entered_at: at, left_at: null, went: null },
  }),
)

const leaveStatement = statement<{ dealId: string; at: string; went: StageStayRow['went'] }, unknown>(
  (db, { dealId, at, went }) =>
    db.updateTable('stage_stay').set({ left_at: at, went }).where('deal_id', '=', dealId).where('left_at', 'is', null),
)

const wayStatement = statement<{ from: string; to: string }, { same: number; onwards: number }>((db, { from, to }) =>
  db
    .selectFrom('stage as a')
    .innerJoin('stage as b', (join) => join.on('b.id', '=', to))
    .select([
      sql<number>`case when a.pipeline_id = b.pipeline_id then 1 else 0 end`.as('same'),
      sql<number>`case when a.rank < b.rank or (a.rank = b.rank and a.id < b.id) then 1 else 0 end`.as('onwards'),
    ])
    .where('a.id', '=', from),
)

/** A deal has come into an open stage. */
export async function insertStay(tx: Tx, entry: Entry): Promise<void> {
  await enterStatement(tx, entry)
}

/** The deal has left the stage it stood in. */
export async function endStay(tx: Tx, left: { dealId: string; at: string; went: StageStayRow['went'] }): Promise<void> {
  await leaveStatement(tx, left)
}

/** Which way it is from one stage to another. */
export async function findWay(tx: Tx, stages: { from: string; to: string }): Promise<StageStayRow['went']> {
  const [way] = await wayStatement(tx, stages)
  if (!way || way.same === 0) return 'away'
  return way.onwards === 1 ? 'on' : 'back'
}

/** The deal was a mistake: its stay says nothing about the stage. */
export async function forgetStay(tx: Tx, dealId: string): Promise<void> {
  await tx.deleteFrom('stage_stay').where('deal_id', '=', dealId).where('left_at', 'is', null).execute()
}

/** The latest stays in a stage that ended since `since`. */
export const listStays = (db: Reader, stageId: string, siteIds: readonly string[], since: string, limit: number) =>
  db
    .selectFrom('stage_stay')
    .select(['entered_at', 'left_at', 'went'])
    .where('stage_id', '=', stageId)
    .where('left_at', '>=', since)
    .where('site_id', 'in', siteIds)
    .orderBy('left_at', 'desc')
    .limit(limit)
    .execute()

/** What the deals that stand in a stage say about its pace, so many at a time. */
export const listStanding = (
  db: Reader,
  stageId: string,
  siteId: string,
  after: { rank: string; id: string } | null,
  limit: number,
) =>
  db
    .selectFrom('deal')
    .select(['id', 'rank', 'outcome', 'stage_since', 'touched_at', 'next_task_at'])
    .where('stage_id', '=', stageId)
    .where('site_id', '=', siteId)
    .where('removed', '=', sql.lit(0))
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('rank', 'id'), '>', tuple(after?.rank ?? '', after?.id ?? '')),
      ),
    )
    .orderBy('rank')
    .orderBy('id')
    .limit(limit)
    .execute()
