import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { lockTask, takeDue } from './queries'
import { remindAt } from './rules'
import { tellTask } from './tell-task'

/** So many in one change: others wait for the same connection. */
const batch = 50

/**
 * Tells the tasks whose time has come, each due time once: the reminder is taken and the fact recorded in one change,
 * so whatever ends the process ends both or neither.
 * @returns whether there may be more
 */
export async function remindAssignees(tx: Tx, record: Recorder, now: string): Promise<boolean> {
  const due = await takeDue(tx, now, batch)
  for (const { task_id, at } of due) {
    const task = await lockTask(tx, task_id)
    if (!task || remindAt(task) !== at) continue
    const told = { ...task, remindedAt: now, version: task.version + 1 }
    await tellTask({ tx, record, at: now }, 'task.due', told, { byAgentId: null })
  }
  return due.length === batch
}
