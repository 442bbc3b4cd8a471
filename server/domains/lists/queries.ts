import { sql } from 'kysely'
import type { AgentCaller } from '#server/context'
import type { Reader, Tx } from '#server/storage/db'
import type { View, ViewOf } from '#shared/protocol/views'
import type { ViewRow } from './tables'

const viewOf = (row: ViewRow): View => ({
  id: row.id,
  agentId: row.agent_id,
  of: row.of,
  name: row.name,
  shared: row.shared === 1,
  filter: JSON.parse(row.filter),
  sort: row.sort,
  version: row.version,
})

const rowOf = (view: View): ViewRow => ({
  id: view.id,
  agent_id: view.agentId,
  of: view.of,
  name: view.name,
  shared: view.shared ? 1 : 0,
  filter: JSON.stringify(view.filter),
  sort: view.sort,
  version: view.version,
})

/** What an agent made and what the others share, of these lists, by name, but what names a pipeline they may not know. */
export async function listViews(
  db: Reader,
  { id: agentId, closedPipelineIds }: Pick<AgentCaller, 'id' | 'closedPipelineIds'>,
  of: readonly ViewOf[],
): Promise<View[]> {
  if (of.length === 0) return []
  const rows = await db
    .selectFrom('kept_view')
    .selectAll()
    .where('of', 'in', of)
    .where(({ eb, or }) => or([eb('agent_id', '=', agentId), eb('shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  const views = rows.map(viewOf)
  if (closedPipelineIds.length === 0) return views
  const closed = new Set((await listParts(db, closedPipelineIds)).map(({ id }) => id))
  return views.filter(({ filter }) => !namedBy(filter).some((id) => closed.has(id)))
}

/** The pipelines whose stages or reasons a filter names. */
export async function listNamedIn(db: Reader, filter: View['filter']): Promise<string[]> {
  const ids = namedBy(filter)
  if (ids.length === 0) return []
  const named = (await listParts(db, null)).filter(({ id }) => ids.includes(id))
  return [...new Set(named.map(({ pipeline_id }) => pipeline_id))].sort()
}

const namedBy = ({ stage, reason, lastStage, reached }: View['filter']): string[] =>
  [stage, reason, lastStage, reached].flatMap((ids) => ids?.split(',') ?? [])

/** Stages and loss reasons of some pipelines, or of all. */
async function listParts(db: Reader, pipelineIds: readonly string[] | null) {
  const parts = await Promise.all(
    (['stage', 'loss_reason'] as const).map((table) =>
      db
        .selectFrom(table)
        .select(['id', 'pipeline_id'])
        .$if(pipelineIds !== null, (query) => query.where('pipeline_id', 'in', pipelineIds ?? []))
        .execute(),
    ),
  )
  return parts.flat()
}

export async function countViews(db: Reader, agentId: string): Promise<number> {
  const { count } = await db
    .selectFrom('kept_view')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('agent_id', '=', agentId)
    .executeTakeFirstOrThrow()
  return count
}

/** Takes the view's row for this change. */
export async function lockView(tx: Tx, id: string): Promise<View | undefined> {
  const row = await tx
    .updateTable('kept_view')
    .set({ version: sql`version` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && viewOf(row)
}

export async function insertView(tx: Tx, view: View): Promise<void> {
  await tx.insertInto('kept_view').values(rowOf(view)).execute()
}

export async function saveView(tx: Tx, view: View): Promise<void> {
  const { id, ...row } = rowOf(view)
  await tx.updateTable('kept_view').set(row).where('id', '=', id).execute()
}

export async function removeView(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('kept_view').where('id', '=', id).execute()
}
