import type { Reader } from '#server/storage/db'

/** Whether all of these are agents. */
export async function areAgents(db: Reader, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const rows = await db.selectFrom('agent').select('id').where('id', 'in', ids).execute()
  return rows.length === ids.length
}

/** Whether there are deals in it, taken back ones included. */
export async function hasDeals(db: Reader, pipelineId: string): Promise<boolean> {
  const row = await db.selectFrom('deal').select('id').where('pipeline_id', '=', pipelineId).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Whether deals ever stood in one of its stages: their histories name it. */
export async function hadDeals(db: Reader, pipelineId: string): Promise<boolean> {
  const row = await db
    .selectFrom('stage_total')
    .innerJoin('stage', 'stage.id', 'stage_total.stage_id')
    .select('stage.id')
    .where('stage.pipeline_id', '=', pipelineId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
