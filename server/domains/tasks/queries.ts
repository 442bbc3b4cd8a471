import { type AliasedExpression, type RawBuilder, sql } from 'kysely'
import type { Knowing } from '#server/context'
import { outside } from '#server/storage/among'
import type { Reader, Tx } from '#server/storage/db'
import type { Task, TaskCard } from '#shared/protocol/tasks'
import { lateAt } from './rules'
import type { TaskRow } from './tables'

/** Sorts behind every moment there will be. */
const never = '9999'

const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  siteId: row.site_id,
  personId: row.person_id,
  dealId: row.deal_id,
  conversationId: row.conversation_id,
  fromSeq: row.from_seq,
  title: row.title,
  note: row.note,
  type: row.type,
  priority: row.priority,
  dueAt: row.due_at,
  dueOn: row.due_on,
  timeZone: row.time_zone,
  remind: row.remind === 1,
  remindedAt: row.reminded_at,
  assigneeId: row.assignee_id,
  status: row.status,
  result: row.result,
  doneAt: row.done_at,
  createdAt: row.created_at,
  version: row.version,
})

const rowOf = (task: Task): TaskRow => ({
  id: task.id,
  site_id: task.siteId,
  person_id: task.personId,
  deal_id: task.dealId,
  conversation_id: task.conversationId,
  from_seq: task.fromSeq,
  title: task.title,
  note: task.note,
  type: task.type,
  priority: task.priority,
  due_at: task.dueAt,
  due_on: task.dueOn,
  time_zone: task.timeZone,
  remind: task.remind ? 1 : 0,
  reminded_at: task.remindedAt,
  assignee_id: task.assigneeId,
  status: task.status,
  result: task.result,
  done_at: task.doneAt,
  created_at: task.createdAt,
  version: task.version,
  sort_at: sortAt(task),
  late_at: lateAt(task),
})

/** Where a task stands in lists of its status. */
export const sortAt = ({ status, dueAt, doneAt }: Pick<Task, 'status' | 'dueAt' | 'doneAt'>): string =>
  (status === 'open' ? dueAt : doneAt) ?? never

/** Whether a task is of none of the deals in these pipelines, of which there is one at least. */
export const ofNoDealIn = (pipelineIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from deal where deal.id = task.deal_id and not ${outside('deal.pipeline_id', pipelineIds)})`

/** Takes the task's row for this change. */
export async function lockTask(tx: Tx, id: string): Promise<Task | undefined> {
  const row = await tx
    .updateTable('task')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && taskOf(row)
}

/** Takes the open tasks of a deal for this change, the nearest first. */
export async function lockOpenOfDeal(tx: Tx, dealId: string): Promise<Task[]> {
  const rows = await tx
    .updateTable('task')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('deal_id', '=', dealId)
    .where('status', '=', 'open')
    .returningAll()
    .execute()
  return rows.map(taskOf).sort((a, b) => (sortAt(a) + a.id < sortAt(b) + b.id ? -1 : 1))
}

/** Takes every task of a deal. */
export async function lockOfDeal(tx: Tx, dealId: string): Promise<Task[]> {
  const rows = await tx
    .updateTable('task')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('deal_id', '=', dealId)
    .returningAll()
    .execute()
  return rows.map(taskOf).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Takes what is still to be done for a person, on a deal or beside it. */
export async function lockOpenOfPerson(tx: Tx, personId: string): Promise<Task[]> {
  const rows = await tx
    .updateTable('task')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('person_id', '=', personId)
    .where('status', '=', 'open')
    .returningAll()
    .execute()
  return rows.map(taskOf).sort((a, b) => (sortAt(a) + a.id < sortAt(b) + b.id ? -1 : 1))
}

/** Tasks of a person, but those of deals somebody may not know. */
export async function listOfPerson(db: Reader, { closedPipelineIds }: Knowing, personId: string): Promise<Task[]> {
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('person_id', '=', personId)
    .$if(closedPipelineIds.length > 0, (query) => query.where(ofNoDealIn(closedPipelineIds)))
    .orderBy('created_at')
    .limit(300)
    .execute()
  return rows.map(taskOf)
}

export async function insertTask(tx: Tx, task: Task): Promise<void> {
  await tx.insertInto('task').values(rowOf(task)).execute()
}

export async function saveTask(tx: Tx, task: Task): Promise<void> {
  const { id, ...row } = rowOf(task)
  await tx.updateTable('task').set(row).where('id', '=', id).execute()
}

type CardRow = TaskRow & {
  person_name: string | null
  person_code: string
  deal_name: string | null
  pipeline_id: string | null
  stage_id: string | null
  outcome: 'open' | 'won' | 'lost' | null
  open_tasks: number | null
  next_task_at: string | null
}

export const cardOf = (row: CardRow): TaskCard => ({
  task: taskOf(row),
  personName: row.person_name ?? '',
  personCode: row.person_code,
  deal: row.deal_id
    ? {
        id: row.deal_id,
        name: row.deal_name ?? '',
        pipelineId: row.pipeline_id ?? '',
        stageId: row.stage_id ?? '',
        outcome: row.outcome ?? 'open',
        hasOpenTask: (row.open_tasks ?? 0) > 0,
        nextTaskAt: row.next_task_at,
      }
    : null,
})

/** Some tasks with whose they are. */
export const cards = (db: Reader, tasks: AliasedExpression<TaskRow, 'card'>) =>
  db
    .selectFrom(tasks)
    .innerJoin('person', 'person.id', 'card.person_id')
    .leftJoin('deal', 'deal.id', 'card.deal_id')
    .selectAll('card')
    .select(['person.name as person_name', 'person.code as person_code', 'deal.name as deal_name'])
    .select(['deal.pipeline_id', 'deal.stage_id', 'deal.outcome', 'deal.open_tasks', 'deal.next_task_at'])

export async function findCard(db: Reader, id: string): Promise<TaskCard> {
  const task = db.selectFrom('task').selectAll().where('id', '=', id).as('card')
  return cardOf(await cards(db, task).executeTakeFirstOrThrow())
}

/** How many tasks of a deal are open and when the nearest is due. */
export const countOpen = (db: Reader, dealId: string) =>
  db
    .selectFrom('task')
    .select(({ fn }) => [fn.countAll<number>().as('open'), fn.min('due_at').as('next')])
    .where('deal_id', '=', dealId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()

/** Lets a task wait for this moment and for no other. A moment that was told stays told. */
export async function replaceReminder(tx: Tx, taskId: string, at: string | null): Promise<void> {
  await tx.deleteFrom('reminder').where('task_id', '=', taskId).where('fired_at', 'is', null).execute()
  if (at === null) return
  await tx
    .insertInto('reminder')
    .values({ task_id: taskId, at, fired_at: null })
    .onConflict((conflict) => conflict.columns(['task_id', 'at']).doNothing())
    .execute()
}

/** The nearest moment somebody waits for. */
export async function findNextReminder(db: Reader): Promise<string | undefined> {
  const waiting = db.selectFrom('reminder').select('at').where('fired_at', 'is', null)
  return (await waiting.orderBy('at').limit(1).executeTakeFirst())?.at
}

/** Takes reminders whose time has come. Whoever asks first has them, on whichever node. */
export async function takeDue(tx: Tx, now: string, limit: number): Promise<{ task_id: string; at: string }[]> {
  const due = tx
    .selectFrom('reminder')
    .select(['task_id', 'at'])
    .where('fired_at', 'is', null)
    .where('at', '<=', now)
    .orderBy('at')
    .orderBy('task_id')
    .limit(limit)
  const taken = await tx
    .updateTable('reminder')
    .set({ fired_at: now })
    .where('fired_at', 'is', null)
    .where(sql<boolean>`(task_id, at) in (${due})`)
    .returning(['task_id', 'at'])
    .execute()
  return taken.sort((a, b) => (a.at + a.task_id < b.at + b.task_id ? -1 : 1))
}
