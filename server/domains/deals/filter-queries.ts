import { type RawBuilder, sql } from 'kysely'
import { outside } from '#server/storage/among'
import type { Db } from '#server/storage/db'
import type { Stage } from '#shared/protocol/pipelines'
import { type DealFilter, wantsOpen } from '#shared/rules/deal-filter'
import type { SortField } from '#shared/rules/deal-order'
import { countWorded, hasWord, listWorded, type Sought } from './word-queries'

/** Which deals are asked for: of whom, where, and narrowed how. */
export type Asked = {
  siteIds: readonly string[]
  /** Closed to who asks: nothing of them is found or counted. */
  closedPipelineIds: readonly string[]
  pipelineId: string | null
  filter: DealFilter
  /** Every stage they may know, for what is open and how long a deal may stand. */
  stages: readonly Stage[]
}

/** Up to so many deals are sorted and added up from memory; of more, every page is full soon enough. */
export const few = 2_500
/** Up to so many, that have a word, are sorted by the database. */
const some = 10_000
const dayMs = 86_400_000

/** The column behind each order. */
export const columnOf: Record<SortField, string> = {
  rank: 'rank',
  name: 'name_key',
  amount: 'amount',
  closesOn: 'closes_on',
  nextTask: 'next_task_at',
  touched: 'touched_at',
  created: 'created_at',
  stageSince: 'stage_since',
  closedAt: 'closed_at',
}

type Condition = RawBuilder<boolean>

/**
 * What a row must be, with every column inside an expression: which index leads is decided by whoever asks, not by
 * the planner's guess about how many rows a condition leaves.
 */
export function conditionsOf({ pipelineId, closedPipelineIds, filter, stages }: Asked): Condition {
  const all: Condition[] = [sql`deal.removed = 0`]
  if (closedPipelineIds.length > 0) all.push(outside('deal.pipeline_id', closedPipelineIds))
  if (pipelineId) all.push(sql`(deal.pipeline_id || '') = ${pipelineId}`)
  const outcomes = wantsOpen(filter) ? (['open'] as const) : filter.outcomes
  if (outcomes.length > 0) all.push(sql`(deal.outcome || '') in (${sql.join(outcomes)})`)
  if (wantsOpen(filter) && filter.outcomes.length > 0 && !filter.outcomes.includes('open')) all.push(sql`1 = 0`)
  if (filter.owners.length > 0)
    all.push(sql`coalesce(deal.owner_id, '') in (${sql.join(filter.owners.map((owner) => owner ?? ''))})`)
  if (filter.stages.length > 0) all.push(sql`(deal.stage_id || '') in (${sql.join(filter.stages)})`)
  if (filter.reasons.length > 0) {
    all.push(sql`deal.outcome = 'lost'`)
    all.push(sql`coalesce(deal.loss_reason_id, '') in (${sql.join(filter.reasons.map((reason) => reason ?? ''))})`)
  }
  if (filter.lastStages.length > 0) all.push(sql`(deal.last_open_stage_id || '') in (${sql.join(filter.lastStages)})`)
  if (filter.reached !== null) all.push(hasReached(stages, filter.reached))
  if (filter.source !== null) all.push(sql`(deal.source || '') = ${filter.source}`)
  all.push(...spans(filter, hidden))
  if (filter.task === 'none') all.push(sql`deal.open_tasks = 0`)
  all.push(...soughtIn(filter).map(hasWord))
  if (filter.stuck) all.push(stuckIn(stages, filter))
  return sql`${sql.join(all, sql` and `)}`
}

/** Skipped stages count as passed. */
function hasReached(stages: readonly Stage[], stageId: string): Condition {
  const place = stages.findIndex(({ id }) => id === stageId)
  const later = stages
    .slice(place)
    .filter((stage) => stage.kind === 'open' && stage.pipelineId === stages[place]?.pipelineId)
  if (place < 0 || later.length === 0) return sql`1 = 0`
  return sql`((deal.outcome = 'won' and deal.pipeline_id = ${later[0]?.pipelineId}) or exists (
    select 1 from stage_visit
    where stage_visit.deal_id = deal.id and stage_visit.stage_id in (${sql.join(later.map(({ id }) => id))})))`
}

type Shown = (column: string) => RawBuilder<unknown>
const hidden: Shown = (column) =>
  column === 'amount' ? sql`(deal.amount + 0)` : sql`(${sql.ref(`deal.${column}`)} || '')`
const bare: Shown = (column) => sql.ref(`deal.${column}`)

/** Ranges of values, one at a time by what they are about. */
function spans(filter: DealFilter, shown: Shown, only?: SortField): Condition[] {
  const all: Condition[] = []
  const add = (field: SortField, comparison: '>=' | '<' | '<=', value: string | number | null | undefined) => {
    if (value === null || value === undefined || (only && only !== field)) return
    all.push(sql`${shown(columnOf[field])} ${sql.raw(comparison)} ${value}`)
  }
  add('created', '>=', filter.created?.from)
  add('created', '<', filter.created?.until)
  add('closedAt', '>=', filter.closed?.from)
  add('closedAt', '<', filter.closed?.until)
  add('closesOn', '>=', filter.closes?.from)
  add('closesOn', '<=', filter.closes?.until)
  add('amount', '>=', filter.amount?.from)
  add('amount', '<=', filter.amount?.until)
  if (filter.task === 'overdue') add('nextTask', '<', filter.now)
  if (filter.task === 'today') {
    add('nextTask', '>=', filter.now)
    add('nextTask', '<', filter.tonight)
  }
  return all
}

/** What of the filter bounds the index of an order: a walk begins where the range does. */
export const boundsOf = (filter: DealFilter, field: SortField): Condition[] => spans(filter, bare, field)

/** The words that are looked for, whole ones first: they leave fewer. */
const soughtIn = ({ terms, word }: DealFilter): Sought[] => [
  ...(word ? [{ word, isWhole: true }] : []),
  ...terms.map((term) => ({ word: term, isWhole: false })),
]

/** As shared/rules/rotting.ts says it: quiet for the stage's days, and no task that comes up within them. */
function stuckIn(stages: readonly Stage[], { now }: DealFilter): Condition {
  const at = Date.parse(now)
  const byDays = new Map<number, string[]>()
  for (const { id, kind, rottingDays } of stages)
    if (kind === 'open' && rottingDays !== null) byDays.set(rottingDays, [...(byDays.get(rottingDays) ?? []), id])
  const any = [...byDays].map(([days, ids]) => {
    const quiet = new Date(at - days * dayMs).toISOString()
    const soon = new Date(at + days * dayMs).toISOString()
    return sql`((deal.stage_id || '') in (${sql.join(ids)}) and (deal.touched_at || '') <= ${quiet}
      and (deal.stage_since || '') <= ${quiet}
      and not coalesce((deal.next_task_at || '') >= ${now} and (deal.next_task_at || '') <= ${soon}, false))`
  })
  return any.length === 0 ? sql`1 = 0` : sql`(${sql.join(any, sql` or `)})`
}

/** The conditions that an index can answer alone, the cheapest first. */
function probesOf(asked: Asked): Condition[] {
  const { filter, stages, pipelineId } = asked
  const open = stages.filter((stage) => stage.kind === 'open' && (!pipelineId || stage.pipelineId === pipelineId))
  const standing = filter.stages.length > 0 ? filter.stages : wantsOpen(filter) ? open.map(({ id }) => id) : []
  const probes: Condition[] = []
  if (standing.length > 0) probes.push(sql`deal.stage_id in (${sql.join(standing)})`)
  const owners = filter.owners.filter((owner) => owner !== null)
  if (filter.owners.length > 0 && owners.length === filter.owners.length)
    probes.push(
      filter.outcomes.length > 0 || wantsOpen(filter)
        ? sql`deal.owner_id in (${sql.join(owners)}) and deal.outcome in (${sql.join(wantsOpen(filter) ? ['open'] : filter.outcomes)})`
        : sql`deal.owner_id in (${sql.join(owners)})`,
    )
  for (const field of ['nextTask', 'created', 'closesOn', 'closedAt', 'amount'] as const) {
    const bounds = boundsOf(filter, field)
    if (bounds.length > 0) probes.push(sql`${sql.join(bounds, sql` and `)}`)
  }
  return probes
}

/** Ids that contain all that match, when an index finds that they are few; null when they are many. */
export async function findFew(db: Db, asked: Asked): Promise<readonly string[] | null> {
  if (asked.siteIds.length === 0) return []
  for (const sought of soughtIn(asked.filter)) {
    const found = await listWorded(db, asked.siteIds, sought, few)
    if (found) return found
  }
  for (const probe of probesOf(asked)) {
    const found = await look(db, asked, probe)
    if (found) return found
  }
  return null
}

/** What is looked for that leads to so few deals that sorting all of them is quicker than finding them on the way. */
export async function findRarest(db: Db, { siteIds, filter }: Asked): Promise<Sought | null> {
  if (siteIds.length === 0) return null
  let rarest: { sought: Sought; count: number } | null = null
  for (const sought of soughtIn(filter)) {
    const count = await countWorded(db, siteIds, sought, some + 1)
    if (count <= some && count < (rarest?.count ?? some + 1)) rarest = { sought, count }
  }
  return rarest?.sought ?? null
}

/** The same for the deals of one stage, however they are narrowed. */
export const findFewIn = (db: Db, asked: Asked, stageId: string): Promise<readonly string[] | null> =>
  asked.siteIds.length === 0 ? Promise.resolve([]) : look(db, asked, sql`deal.stage_id = ${stageId}`)

async function look(db: Db, { siteIds }: Asked, probe: Condition): Promise<readonly string[] | null> {
  const found = db
    .selectFrom('deal')
    .select('deal.id')
    .where('deal.site_id', 'in', siteIds)
    .where(sql<boolean>`deal.removed = 0`)
    .where(probe)
    .limit(few + 1)
  // Of many only the number is brought here.
  const { ids } = await db
    .selectFrom(found.as('found'))
    .select(sql<string | null>`case when count(*) <= ${few} then coalesce(string_agg(id, ','), '') end`.as('ids'))
    .executeTakeFirstOrThrow()
  return ids === null ? null : ids.split(',').filter(Boolean)
}
