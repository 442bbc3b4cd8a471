import { type AliasedExpression, sql } from 'kysely'
import type { Knowing, TeamCaller } from '#server/context'
import { outside } from '#server/storage/among'
import type { Reader, Tx } from '#server/storage/db'
import { insertion, statement } from '#server/storage/statement'
import type { Deal, DealCard } from '#shared/protocol/deals'
import { plain } from '#shared/values/plain'
import type { DealRow } from './tables'
import { textOf } from './word-queries'

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
  probability: row.probability,
  tags: JSON.parse(row.tags),
  description: row.description,
  source: row.source,
  custom: JSON.parse(row.custom),
  outcome: row.outcome,
  lossReasonId: row.loss_reason_id,
  lossNote: row.loss_note,
  competitor: row.competitor,
  lastOpenStageId: row.last_open_stage_id,
  closedAt: row.closed_at,
  stageSince: row.stage_since,
  rank: row.rank,
  quotes: JSON.parse(row.quotes),
  createdAt: row.created_at,
  version: row.version,
  removed: row.removed === 1,
})

type OfOthers = 'open_tasks' | 'next_task_at' | 'touched_at' | 'words'

const rowOf = (deal: Deal): Omit<DealRow, OfOthers> => ({
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
  probability: deal.probability,
  tags: JSON.stringify(deal.tags),
  description: deal.description,
  source: deal.source,
  custom: JSON.stringify(deal.custom),
  outcome: deal.outcome,
  loss_reason_id: deal.lossReasonId,
  loss_note: deal.lossNote,
  competitor: deal.competitor,
  last_open_stage_id: deal.lastOpenStageId,
  closed_at: deal.closedAt,
  stage_since: deal.stageSince,
  rank: deal.rank,
  quotes: JSON.stringify(deal.quotes),
  created_at: deal.createdAt,
  version: deal.version,
  removed: deal.removed ? 1 : 0,
  name_key: plain(deal.name),
})

export type CardRow = DealRow & { person_name: string | null; person_code: string }

export const cardOf = (row: CardRow): DealCard => ({
  deal: dealOf(row),
  personName: row.person_name ?? '',
  personCode: row.person_code,
  nextTaskAt: row.next_task_at,
  hasOpenTask: row.open_tasks > 0,
  touchedAt: row.touched_at,
})

/** Some deals with whose they are. */
export const cards = (db: Reader, deals: AliasedExpression<DealRow, 'deal'>) =>
  db
    .selectFrom(deals)
    .innerJoin('person', 'person.id', 'deal.person_id')
    .selectAll('deal')
    .select(['person.name as person_name', 'person.code as person_code'])

export async function findDeal(db: Reader, id: string): Promise<Deal | undefined> {
  const [row] = await dealById(db, { id })
  return row && dealOf(row)
}

const dealById = statement<{ id: string }, DealRow>((db, { id }) =>
  db.selectFrom('deal').selectAll().where('id', '=', id),
)

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
  const [row] = await cardStatement(db, { id })
  if (!row) throw new Error(`There is no deal ${id}`)
  return cardOf(row)
}

// With every fact about a deal.
const cardStatement = statement<{ id: string }, CardRow>((db, { id }) =>
  db
    .selectFrom('deal')
    .innerJoin('person', 'person.id', 'deal.person_id')
    .selectAll('deal')
    .select(['person.name as person_name', 'person.code as person_code'])
    .where('deal.id', '=', id),
)

/** Deals that are there, in the pipelines somebody may know. */
const living = (db: Reader, { closedPipelineIds: closed }: Knowing) =>
  db
    .selectFrom('deal')
    .selectAll()
    .where('removed', '=', sql.lit(0))
    .$if(closed.length > 0, (query) => query.where(outside('pipeline_id', closed)))
    .orderBy('stage_since', 'desc')

/** Deals of a person that somebody may know, the latest stage change first. */
export async function listOfPerson(db: Reader, knowing: Knowing, personId: string): Promise<DealCard[]> {
  const deals = living(db, knowing).where('person_id', '=', personId).limit(100).as('deal')
  return (await cards(db, deals).orderBy('deal.stage_since', 'desc').execute()).map(cardOf)
}

/** Deals of several people, the latest stage change first. */
export async function listOfPeople(db: Reader, knowing: Knowing, personIds: readonly string[]): Promise<DealCard[]> {
  if (personIds.length === 0) return []
  const deals = living(db, knowing).where('person_id', 'in', personIds).limit(100).as('deal')
  return (await cards(db, deals).orderBy('deal.stage_since', 'desc').execute()).map(cardOf)
}

/** Open deals of some people, on the sites and in the pipelines somebody may know, the latest stage change first. */
export async function listOpenOf(
  db: Reader,
  personIds: readonly string[],
  knowing: Pick<TeamCaller, 'siteIds' | 'closedPipelineIds'>,
): Promise<DealCard[]> {
  if (personIds.length === 0 || knowing.siteIds.length === 0) return []
  const deals = living(db, knowing)
    .where('person_id', 'in', personIds)
    .where('site_id', 'in', knowing.siteIds)
    .where('outcome', '=', 'open')
    .limit(mostOpen)
    .as('deal')
  return (await cards(db, deals).orderBy('deal.stage_since', 'desc').execute()).map(cardOf)
}

/** A page of the inbox has a hundred people at most, and hardly anybody has five open deals. */
const mostOpen = 500

/** A new deal with the words it is found by. */
export async function insertDeal(tx: Tx, deal: Deal, words: readonly string[]): Promise<void> {
  await addDeal(tx, {
    ...rowOf(deal),
    open_tasks: 0,
    next_task_at: null,
    touched_at: deal.createdAt,
    words: textOf(words),
  })
}

const addDeal = insertion('deal')

export async function saveDeal(tx: Tx, deal: Deal): Promise<void> {
  const { id, ...row } = rowOf(deal)
  await tx.updateTable('deal').set(row).where('id', '=', id).execute()
}

/** What the slice of tasks tells a deal about its open tasks. */
export async function saveNextTask(tx: Tx, id: string, openTasks: number, nextTaskAt: string | null): Promise<void> {
  await tx.updateTable('deal').set({ open_tasks: openTasks, next_task_at: nextTaskAt }).where('id', '=', id).execute()
}

const touchStatement = statement<{ personId: string; at: string }, unknown>((db, { personId, at }) =>
  db
    .updateTable('deal')
    .set({ touched_at: at })
    .where('person_id', '=', personId)
    .where('outcome', '=', 'open')
    .where('touched_at', '<', at),
)

/** Something has happened with a person: their open deals are alive. On the way of every message. */
export async function touchDeals(tx: Tx, which: { personId: string; at: string }): Promise<void> {
  await touchStatement(tx, which)
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
