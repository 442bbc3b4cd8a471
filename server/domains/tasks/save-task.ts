import { type Acting, agentIdOf, byOf, type TeamContext } from '#server/context'
import { accessConversation } from '#server/domains/conversations/index'
import { accessDeal } from '#server/domains/deals/index'
import { findInstallation } from '#server/domains/installation/index'
import { accessPerson } from '#server/domains/people/index'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Task } from '#shared/protocol/tasks'
import { accessTask, assertMayTake } from './access'
import { cancel, complete, dueOf, edit, type FieldChange, reopen } from './rules'
import { type TaskFact, tellTask } from './tell-task'

/** A new task for a person, on a deal or beside it. */
export const createTask = (input: CheckedInputOf<'task:create'>, { caller, change, now }: Acting): Promise<Task> =>
  change(async (tx, record) => {
    const { rid: _, dueAt, dueOn, timeZone, assigneeId = agentIdOf(caller), ...asked } = input
    const { siteId } = await accessPerson(tx, caller, asked.personId)
    const deal = asked.dealId ? await accessDeal(tx, caller, asked.dealId) : null
    if (deal && deal.personId !== asked.personId) throw new Refusal('not-found')
    if (asked.conversationId) {
      const { personId, head } = await accessConversation(tx, caller, asked.conversationId)
      if (personId !== asked.personId) throw new Refusal('not-found')
      if (asked.fromSeq && asked.fromSeq > head) throw new Refusal('not-found', { field: 'fromSeq' })
    } else if (asked.fromSeq) throw new Refusal('not-found', { field: 'fromSeq' })
    await assertMayTake(tx, assigneeId, { siteId, dealId: asked.dealId })
    const at = now()
    const task: Task = {
      ...asked,
      ...dueOf(dueAt, dueOn, timeZone ?? (await findInstallation(tx))?.time_zone ?? 'UTC'),
      ...{ id: newId(), siteId, assigneeId, status: 'open', result: '', createdAt: at, version: 1 },
      ...{ remindedAt: null, doneAt: null },
    }
    return tellTask({ tx, record, at }, 'task.created', task, byOf(caller))
  })

/** Changes fields of a task, each refused by itself when somebody was faster. */
export const editTask = ({ taskId, changes, timeZone }: CheckedInputOf<'task:edit'>, context: Acting): Promise<Task> =>
  alter('task.edited', taskId, context, async (before, _at, tx) => {
    const assignee = changes.assigneeId
    if (assignee && assignee.is !== before.assigneeId) await assertMayTake(tx, assignee.is, before)
    return edit(before, changes, timeZone)
  })

/** Done, with what came of it where somebody says so. */
export const completeTask = (
  { taskId, result }: CheckedInputOf<'task:complete'>,
  context: TeamContext,
): Promise<Task> =>
  alter('task.completed', taskId, context, async (before, at) => ({ task: complete(before, result, at) }))

/** Not done after all. */
export const reopenTask = ({ taskId }: CheckedInputOf<'task:reopen'>, context: TeamContext): Promise<Task> =>
  alter('task.reopened', taskId, context, async (before) => ({ task: reopen(before) }))

/** No longer to be done. */
export const cancelTask = ({ taskId }: CheckedInputOf<'task:cancel'>, context: TeamContext): Promise<Task> =>
  alter('task.cancelled', taskId, context, async (before, at) => ({ task: cancel(before, at) }))

type Decided = { task: Task; changed?: FieldChange[] }

const alter = (
  name: TaskFact,
  taskId: string,
  { caller, change, now }: Acting,
  decide: (before: Task, at: string, tx: Tx) => Promise<Decided>,
): Promise<Task> =>
  change(async (tx, record) => {
    const before = await accessTask(tx, caller, taskId)
    const at = now()
    const { task, changed = [] } = await decide(before, at, tx)
    if (task === before) return before
    return tellTask({ tx, record, at }, name, task, { ...byOf(caller), changes: changed })
  })
