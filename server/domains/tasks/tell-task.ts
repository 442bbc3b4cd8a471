import { saveNextTask } from '#server/domains/deals/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { By } from '#shared/protocol/define'
import type { FactData, FactName } from '#shared/protocol/index'
import type { Task } from '#shared/protocol/tasks'
import { countOpen, findCard, insertTask, replaceReminder, saveTask } from './queries'
import { remindAt } from './rules'

export type TaskFact = Extract<FactName, `task.${string}`>
type Story = By & Partial<Pick<FactData<TaskFact>, 'changes' | 'because'>>

/**
 * Writes a task as it stands now and tells it: the row, the moment its assignee waits for, what its deal shows of its
 * tasks, the fact. Every change of a task ends here.
 */
export async function tellTask(
  { tx, record, at }: { tx: Tx; record: Recorder; at: string },
  name: TaskFact,
  task: Task,
  { byAgentId, byKey, byRule, changes = [], because = null }: Story,
): Promise<Task> {
  await (name === 'task.created' ? insertTask(tx, task) : saveTask(tx, task))
  const when = remindAt(task)
  // What is late already is seen without a reminder.
  await replaceReminder(tx, task.id, when !== null && when > at ? when : null)
  if (task.dealId) {
    const { open, next } = await countOpen(tx, task.dealId)
    await saveNextTask(tx, task.dealId, open, next)
  }
  const by = { byAgentId, ...(byKey ? { byKey } : {}), ...(byRule ? { byRule } : {}) }
  record(name, { ...(await findCard(tx, task.id)), siteId: task.siteId, ...by, changes, because })
  return task
}
