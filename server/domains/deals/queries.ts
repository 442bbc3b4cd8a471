import { type AliasedExpression, sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { Deal, DealCard } from '#shared/protocol/deals'
import type { DealRow } from './tables'

export const dealOf = (row: DealRow): Deal => ({
  id: row.id,
  pipelineId: row.pipeline_id,
  stageId: row.stage_id,
  personId: row.person_id,
  siteId: row.site_id,
  conversationId: row.conversation_id,
  ownerId: row.owner_id,
  name: row.name,
  amount: row.amount,
  currency: row.currency,
  closesOn: row.closes_on,
  description: row.description,
  source: row.source,
  outcome: row.outcome,
  lossReasonId: row.loss_reason_id,
  lossNote: row.loss_note,
  lastOpenStageId: row.last_open_stage_id,
  closedAt: row.closed_at,
  stageSince: row.stage_since,
  rank: row.rank,
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
})

const rowOf = (deal: Deal): Omit<DealRow, 'open_tasks' | 'next_task_at'> => ({
  id: deal.id,
  pipeline_id: deal.pipelineId,
  stage_id: deal.stageId,
  person_id: deal.personId,
  site_id: deal.siteId,
  conversation_id: deal.conversationId,
  owner_id: deal.ownerId,
  name: deal.name,
  amount: deal.amount,
  currency: deal.currency,
  closes_on: deal.closesOn,
  description: deal.description,
  source: deal.source,
  outcome: deal.outcome,
  loss_reason_id: deal.lossReasonId,
  loss_note: deal.lossNote,
  last_open_stage_id: deal.lastOpenStageId,
  closed_at: deal.closedAt,
  stage_since: deal.stageSince,
  rank: deal.rank,
  created_at: deal.createdAt,
  version: deal.version,
  removed: deal.removed ? 1 : 0,
})

export type CardRow = DealRow & { person_name: string | null; person_code: string }

export const cardOf = (row: CardRow): DealCard => ({
  deal: dealOf(row),
  personName: row.person_name ?? '',
  personCode: row.person_code,
  nextTaskAt: row.next_task_at,
  hasOpenTask: row.open_tasks > 0,
})

/** Some deals with whose they are. */
export const cards = (db: Reader, deals: AliasedExpression<DealRow, 'deal'>) =>
  db
    .selectFrom(deals)
    .innerJoin('person', 'person.id', 'deal.person_id')
    .selectAll('deal')
    .select(['person.name as person_name', 'person.code as person_code'])

export async function findDeal(db: Reader, id: string): Promise<Deal | undefined> {
  const row = await db.selectFrom('deal').selectAll().where('id', '=', id).executeTakeFirst()
  return row && dealOf(row)
}

/** Takes the deal's row for this change: nobody moves it meanwhile. */
export async function lockDeal(tx: Tx, id: string): Promise<Deal | undefined> {
  const row = await tx
    .updateTable('deal')
    .set({ version: sql`version` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && dealOf(row)
}

export async function findCard(db: Reader, id: string): Promise<DealCard> {
  const deal = db.selectFrom('deal').selectAll().where('id', '=', id).as('deal')
  return cardOf(await cards(db, deal).executeTakeFirstOrThrow())
}

export async function listOfPerson(db: Reader, personId: string): Promise<Deal[]> {
  const rows = await db
    .selectFrom('deal')
    .selectAll()
    .where('person_id', '=', personId)
    .where('removed', '=', 0)
    .orderBy('stage_since', 'desc')
    .limit(100)
    .execute()
  return rows.map(dealOf)
}

export async function insertDeal(tx: Tx, deal: Deal): Promise<void> {
  await tx
    .insertInto('deal')
    .values({ ...rowOf(deal), open_tasks: 0, next_task_at: null })
    .execute()
}

export async function saveDeal(tx: Tx, deal: Deal): Promise<void> {
  const { id, ...row } = rowOf(deal)
  await tx.updateTable('deal').set(row).where('id', '=', id).execute()
}

/** What the slice of tasks tells a deal about its open tasks. */
export async function saveNextTask(tx: Tx, id: string, openTasks: number, nextTaskAt: string | null): Promise<void> {
  await tx.updateTable('deal').set({ open_tasks: openTasks, next_task_at: nextTaskAt }).where('id', '=', id).execute()
}

/** The facts of a deal's history, oldest first, read from the log. */
export const listHistory = (db: Reader, scope: string) =>
  db
    .selectFrom('fact_scope')
    .innerJoin('fact', 'fact.n', 'fact_scope.n')
    .selectAll('fact')
    .where('fact_scope.scope', '=', scope)
    .orderBy('fact.n')
    .limit(500)
    .execute()

/** Whose conversation it is; a deal only ever links one of its own person. */
export const findPersonOfConversation = (db: Reader, conversationId: string) =>
  db.selectFrom('conversation').select('person_id').where('id', '=', conversationId).executeTakeFirst()
