import type { Reader, Tx } from '#server/storage/db'
import type { Task } from '#shared/protocol/tasks'
import type { TaskRow } from './tables'

const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  personId: row.person_id,
  dealId: row.deal_id,
  conversationId: row.conversation_id,
  title: row.title,
  note: row.note,
  type: row.type,
  priority: row.priority,
  dueAt: row.due_at,
  assigneeId: row.assignee_id,
  status: row.status,
  doneAt: row.done_at,
  createdAt: row.created_at,
  version: row.version,
})

const rowOf = (task: Task): TaskRow => ({
  id: task.id,
  person_id: task.personId,
  deal_id: task.dealId,
  conversation_id: task.conversationId,
  title: task.title,
  note: task.note,
  type: task.type,
  priority: task.priority,
  due_at: task.dueAt,
  assignee_id: task.assigneeId,
  status: task.status,
  done_at: task.doneAt,
  created_at: task.createdAt,
  version: task.version,
})

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

export async function listOfPerson(db: Reader, personId: string): Promise<Task[]> {
  const rows = await db
    .selectFrom('task')
    .selectAll()
    .where('person_id', '=', personId)
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

/** How many tasks of a deal are open and when the nearest is due. */
export const countOpen = (db: Reader, dealId: string) =>
  db
    .selectFrom('task')
    .select(({ fn }) => [fn.countAll<number>().as('open'), fn.min('due_at').as('next')])
    .where('deal_id', '=', dealId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
