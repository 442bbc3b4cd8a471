import { agentIdOf, type TeamCaller, type TeamContext } from '#server/context'
import { findAgent } from '#server/domains/agents/index'
import { accessConversation } from '#server/domains/conversations/index'
import { accessDeal, saveNextTask } from '#server/domains/deals/index'
import { accessPerson } from '#server/domains/people/index'
import type { Recorder } from '#server/events/changes'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf, FactName } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Task } from '#shared/protocol/tasks'
import { countOpen, insertTask, lockTask, saveTask } from './queries'

/** A new task for a person, on a deal or beside it. */
export const createTask = (input: CheckedInputOf<'task:create'>, { caller, change, now }: TeamContext): Promise<Task> =>
  change(async (tx, record) => {
    await accessPerson(tx, caller, input.personId)
    const deal = input.dealId ? await accessDeal(tx, caller, input.dealId) : null
    if (deal && deal.personId !== input.personId) throw new Refusal('not-found')
    if (input.conversationId) await accessConversation(tx, caller, input.conversationId)
    const { rid: _, assigneeId = agentIdOf(caller), ...asked } = input
    if (assigneeId && !(await findAgent(tx, assigneeId))) throw new Refusal('not-found', { field: 'assigneeId' })
    const task: Task = { ...asked, id: newId(), assigneeId, status: 'open', doneAt: null, createdAt: now(), version: 1 }
    await insertTask(tx, task)
    return tell(tx, record, 'task.created', task, caller)
  })

/** Changes what a task says. */
export const editTask = (
  { rid: _, taskId, ...fields }: CheckedInputOf<'task:edit'>,
  context: TeamContext,
): Promise<Task> =>
  alter('task.edited', taskId, context, async (tx, before) => {
    if (fields.assigneeId && !(await findAgent(tx, fields.assigneeId))) throw new Refusal('not-found')
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    return { ...before, ...given }
  })

/** Done. Ticking twice is ticking once. */
export const completeTask = ({ taskId }: CheckedInputOf<'task:complete'>, context: TeamContext): Promise<Task> =>
  alter('task.completed', taskId, context, async (_tx, before) =>
    before.status === 'done' ? before : { ...before, status: 'done', doneAt: context.now() },
  )

/** Not done after all. */
export const reopenTask = ({ taskId }: CheckedInputOf<'task:reopen'>, context: TeamContext): Promise<Task> =>
  alter('task.reopened', taskId, context, async (_tx, before) =>
    before.status === 'open' ? before : { ...before, status: 'open', doneAt: null },
  )

/** No longer to be done. */
export const cancelTask = ({ taskId }: CheckedInputOf<'task:cancel'>, context: TeamContext): Promise<Task> =>
  alter('task.cancelled', taskId, context, async (_tx, before) =>
    before.status === 'cancelled' ? before : { ...before, status: 'cancelled' },
  )

type TaskFact = Extract<FactName, `task.${string}`>

const alter = (
  name: TaskFact,
  taskId: string,
  { caller, change }: TeamContext,
  decide: (tx: Tx, before: Task) => Promise<Task>,
): Promise<Task> =>
  change(async (tx, record) => {
    const before = await lockTask(tx, taskId)
    if (!before) throw new Refusal('not-found')
    await accessPerson(tx, caller, before.personId)
    const decided = await decide(tx, before)
    if (decided === before) return before
    const task = { ...decided, version: before.version + 1 }
    await saveTask(tx, task)
    return tell(tx, record, name, task, caller)
  })

async function tell(tx: Tx, record: Recorder, name: TaskFact, task: Task, caller: TeamCaller): Promise<Task> {
  const { siteId } = await accessPerson(tx, caller, task.personId)
  const deal = task.dealId ? await remind(tx, task.dealId) : null
  record(name, { task, siteId, byAgentId: agentIdOf(caller), deal })
  return task
}

/** Tells the deal what of its tasks stands open. */
async function remind(tx: Tx, dealId: string) {
  const { open, next } = await countOpen(tx, dealId)
  await saveNextTask(tx, dealId, open, next)
  return { id: dealId, hasOpenTask: open > 0, nextTaskAt: next }
}
