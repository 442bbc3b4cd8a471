import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#server/storage/db'

type Window = { after: string; until: string; limit: number }

/** Whether a rule has not been run about an occasion. */
const isNew = (ruleId: string, occasion: RawBuilder<unknown>) =>
  sql<boolean>`not exists (select 1 from rule_run where rule_id = ${ruleId} and occasion = ${occasion})`

const standing = (db: Reader, stageId: string, after: string) =>
  db
    .selectFrom('deal')
    .where('stage_id', '=', stageId)
    .where('stage_since', '>', after)
    // Said as the index says it.
    .where('outcome', '=', sql.lit('open'))
    .where('removed', '=', sql.lit(0))
    .orderBy('stage_since')
    .orderBy('id')

/** Open deals that came into a stage in a window of time, and about whose stay a rule has not been run. */
export async function listStays(
  db: Reader,
  { ruleId, stageId, after, until, limit }: Window & { ruleId: string; stageId: string },
): Promise<{ id: string; since: string }[]> {
  return standing(db, stageId, after)
    .select(['id', 'stage_since as since'])
    .where('stage_since', '<=', until)
    .where(isNew(ruleId, sql`'stay:' || deal.id || ':' || deal.stage_since`))
    .limit(limit)
    .execute()
}

/** When the first of them came that came after a moment. */
export async function findStayAfter(db: Reader, stageId: string, after: string): Promise<string | undefined> {
  return (await standing(db, stageId, after).select('stage_since').limit(1).executeTakeFirst())?.stage_since
}

const due = (db: Reader, after: string) =>
  db
    .selectFrom('task')
    .where('status', '=', sql.lit('open'))
    .where('due_at', '>', after)
    .orderBy('due_at')
    .orderBy('id')

/** Open tasks that came due in a window of time, and about which a rule has not been run since. */
export async function listLate(
  db: Reader,
  { ruleId, after, until, limit }: Window & { ruleId: string },
): Promise<{ id: string; dueAt: string }[]> {
  const rows = await due(db, after)
    .select(['id', 'due_at'])
    .where('due_at', '<=', until)
    .where(isNew(ruleId, sql`'late:' || task.id || ':' || task.due_at`))
    .limit(limit)
    .execute()
  return rows.map(({ id, due_at }) => ({ id, dueAt: due_at ?? '' }))
}

/** When the first open task is due after a moment. */
export async function findDueAfter(db: Reader, after: string): Promise<string | undefined> {
  return (await due(db, after).select('due_at').limit(1).executeTakeFirst())?.due_at ?? undefined
}

/** The deals that have stood in a stage for so long, the latest to come first; and the tasks that came due last. */
export const listLatestStays = (db: Reader, stageId: string, until: string, limit: number) =>
  db
    .selectFrom('deal')
    .select(['id', 'stage_since as since'])
    .where('stage_id', '=', stageId)
    .where('stage_since', '<=', until)
    .where('outcome', '=', sql.lit('open'))
    .where('removed', '=', sql.lit(0))
    .orderBy('stage_since', 'desc')
    .limit(limit)
    .execute()

export const listLatestLate = (db: Reader, until: string, limit: number) =>
  db
    .selectFrom('task')
    .select(['id', 'due_at'])
    .where('status', '=', sql.lit('open'))
    .where('due_at', '<=', until)
    .orderBy('due_at', 'desc')
    .limit(limit)
    .execute()
