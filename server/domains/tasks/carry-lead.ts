import { retellDeal, saveNextTask } from '#server/domains/deals/index'
import { findInstallation } from '#server/domains/installation/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { By } from '#shared/protocol/define'
import type { Task } from '#shared/protocol/tasks'
import { assertMayTake } from './access'
import { countOpen, lockOfDeal, lockOpenOfPerson } from './queries'
import { cancel, dueOf } from './rules'
import { tellTask } from './tell-task'

type Ground = { tx: Tx; record: Recorder; at: string; by: By }
type Asked = Pick<Task, 'siteId' | 'personId' | 'dealId' | 'conversationId' | 'title' | 'type' | 'assigneeId'> &
  Pick<Task, 'dueAt' | 'dueOn'>

/** A first task that comes with something else. */
export async function beginTask(ground: Ground, { dueAt, dueOn, ...asked }: Asked): Promise<Task> {
  await assertMayTake(ground.tx, asked.assigneeId, asked)
  const zone = (await findInstallation(ground.tx))?.time_zone ?? 'UTC'
  const task: Task = {
    ...{ ...asked, ...dueOf(dueAt, dueOn, zone), id: newId(), fromSeq: null, note: '', priority: 'normal' },
    ...{ remind: true, remindedAt: null, status: 'open', result: '', doneAt: null, createdAt: ground.at, version: 1 },
  }
  return tellTask(ground, 'task.created', task, ground.by)
}

/** What is still to be done for a person beside their deals. */
export const listFree = async (tx: Tx, personId: string): Promise<Task[]> =>
  (await lockOpenOfPerson(tx, personId)).filter(({ dealId }) => dealId === null)

/** Every task of a deal, done or not. */
export const lockTasksOfDeal = (tx: Tx, dealId: string): Promise<Task[]> => lockOfDeal(tx, dealId)

/** A task belongs to a deal from now on, or to none. */
export async function pointTask(ground: Ground, before: Task, dealId: string | null): Promise<Task> {
  if (before.dealId === dealId) return before
  const task = { ...before, dealId, version: before.version + 1 }
  const changes = [{ field: 'dealId', was: before.dealId, is: dealId }]
  await tellTask(ground, 'task.edited', task, { ...ground.by, changes })
  if (before.dealId) {
    const { open, next } = await countOpen(ground.tx, before.dealId)
    await saveNextTask(ground.tx, before.dealId, open, next)
    await retellDeal(ground, before.dealId)
  }
  return task
}

/** A task that came with what is taken back is no longer to be done. */
export const callOff = (ground: Ground, task: Task): Promise<Task> =>
  tellTask(ground, 'task.cancelled', cancel(task, ground.at), ground.by)
