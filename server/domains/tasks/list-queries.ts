import { type SelectQueryBuilder, sql } from 'kysely'
import type { TeamCaller } from '#server/context'
import { outside } from '#server/storage/among'
import type { Reader } from '#server/storage/db'
import type { Schema } from '#server/storage/schema'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Discipline, TaskCard } from '#shared/protocol/tasks'
import { cardOf, cards, ofNoDealIn } from './queries'
import type { TaskRow } from './tables'

export type Place = { sortAt: string; id: string }

type Filter = Omit<CheckedInputOf<'task:list'>, 'cursor' | 'siteId' | 'rid'>

type Knowing = Pick<TeamCaller, 'siteIds' | 'closedPipelineIds'>

export type TaskPage = Filter & Knowing & { after: Place | null }

/** Up to here the lists of single sites are merged; a longer statement costs more than it saves. */
const mostMerged = 40
/** A stage with fewer deals is asked for the tasks of its deals; of a larger one the list is gone through. */
const fewDeals = 500

/** A page of tasks in the order of their status, by keyset: those of these sites and no others. */
export async function listTasks(db: Reader, page: TaskPage): Promise<TaskCard[]> {
  if (page.siteIds.length === 0) return []
  const way = page.status === 'open' ? 'asc' : 'desc'
  const isSmall = page.stageId !== undefined && (await isSmallStage(db, page.stageId))
  // Somebody's tasks lie together in an index, whatever their site; everybody's lie by site.
  const together = page.assignee !== 'anyone' || isSmall || page.siteIds.length > mostMerged
  const tasks = together
    ? standing(db, page, isSmall).where(sql<string>`(task.site_id || '')`, 'in', page.siteIds)
    : page.siteIds
        .map((siteId) => standing(db, page, false).where('site_id', '=', siteId))
        .reduce((all, one) => all.unionAll(one))
  const found = tasks.orderBy('sort_at', way).orderBy('id', way).limit(page.limit).as('card')
  const rows = await cards(db, found).orderBy('card.sort_at', way).orderBy('card.id', way).execute()
  return rows.map(cardOf)
}

function standing(db: Reader, page: TaskPage, isSmall: boolean): SelectQueryBuilder<Schema, 'task', TaskRow> {
  const { status, assignee, type, stageId, from, until, after, closedPipelineIds: closed } = page
  const isOpen = status === 'open'
  let query = db.selectFrom('task').selectAll('task').where('status', '=', status)
  if (assignee === 'nobody') query = query.where('assignee_id', 'is', null)
  else if (assignee !== 'anyone') query = query.where('assignee_id', '=', assignee)
  if (type) query = query.where('type', '=', type)
  if (from) query = query.where('sort_at', '>=', from)
  if (until) query = query.where('sort_at', '<', until)
  if (after) {
    const beyond = isOpen ? sql.raw('>') : sql.raw('<')
    query = query.where(sql<boolean>`(sort_at, id) ${beyond} (${after.sortAt}, ${after.id})`)
  }
  if (closed.length > 0) query = query.where(ofNoDealIn(closed))
  if (!stageId) return query
  if (isSmall)
    return query.where('deal_id', 'in', (deals) =>
      deals.selectFrom('deal').select('deal.id').where('stage_id', '=', stageId).where('removed', '=', sql.lit(0)),
    )
  return query.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('deal')
        .select('deal.id')
        .whereRef('deal.id', '=', 'task.deal_id')
        .where(sql<string>`(deal.stage_id || '')`, '=', stageId),
    ),
  )
}

async function isSmallStage(db: Reader, stageId: string): Promise<boolean> {
  const some = db.selectFrom('deal').select('id').where('stage_id', '=', stageId).where('removed', '=', sql.lit(0))
  return (await some.limit(fewDeals).execute()).length < fewDeals
}

/** How each agent kept the tasks that somebody may know since a moment, and what is late now. */
export async function listDiscipline(
  db: Reader,
  { siteIds, closedPipelineIds: closed }: Knowing,
  since: string,
  now: string,
): Promise<Discipline[]> {
  if (siteIds.length === 0) return []
  const done = await db
    .selectFrom('task')
    .select(['assignee_id', sql<number>`count(*)`.as('all')])
    .select(sql<number>`sum(case when done_at <= late_at then 1 else 0 end)`.as('on_time'))
    .where('site_id', 'in', siteIds)
    .where('status', '=', 'done')
    .where('sort_at', '>=', since)
    .where('due_at', 'is not', null)
    .$if(closed.length > 0, (query) => query.where(ofNoDealIn(closed)))
    .groupBy('assignee_id')
    .execute()
  const late = await db
    .selectFrom('task')
    .select(['assignee_id', sql<number>`count(*)`.as('all')])
    .where('site_id', 'in', siteIds)
    .where('status', '=', 'open')
    .where('sort_at', '<', now)
    .$if(closed.length > 0, (query) => query.where(ofNoDealIn(closed)))
    .groupBy('assignee_id')
    .execute()
  const idle = await db
    .selectFrom('deal')
    .select(['owner_id', sql<number>`count(*)`.as('all')])
    .where('site_id', 'in', siteIds)
    // Said as the index says it, which holds these deals and no others.
    .where('outcome', '=', sql.lit('open'))
    .where('removed', '=', sql.lit(0))
    .where('open_tasks', '=', sql.lit(0))
    .$if(closed.length > 0, (query) => query.where(outside('pipeline_id', closed)))
    .groupBy('owner_id')
    .execute()
  const agents = new Set([
    ...[...done, ...late].map(({ assignee_id }) => assignee_id),
    ...idle.map(({ owner_id }) => owner_id),
  ])
  return [...agents].map((agentId) => ({
    agentId,
    done: Number(done.find((row) => row.assignee_id === agentId)?.all ?? 0),
    onTime: Number(done.find((row) => row.assignee_id === agentId)?.on_time ?? 0),
    overdue: Number(late.find((row) => row.assignee_id === agentId)?.all ?? 0),
    idleDeals: Number(idle.find((row) => row.owner_id === agentId)?.all ?? 0),
  }))
}
