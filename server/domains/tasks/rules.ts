import { Refusal } from '#shared/protocol/refusals'
import type { Task, TaskChanges } from '#shared/protocol/tasks'
import { endOfDay, momentOf } from '#shared/values/zone'

/** What is due on a day is reminded of in its morning. */
const morning = '09:00'

type Due = Pick<Task, 'dueAt' | 'dueOn' | 'timeZone'>

/** When a task is due: at a moment, on a day, or not at all. */
export function dueOf(dueAt: string | null, dueOn: string | null, timeZone: string): Due {
  if (dueAt && dueOn) throw new Refusal('malformed', { field: 'dueOn' })
  return { dueAt: dueOn ? endOfDay(dueOn, timeZone) : dueAt && new Date(dueAt).toISOString(), dueOn, timeZone }
}

/** When its assignee is to be reminded; null when never. */
export function remindAt({ status, remind, dueAt, dueOn, timeZone }: Task): string | null {
  if (status !== 'open' || !remind) return null
  return dueOn ? momentOf(dueOn, morning, timeZone) : dueAt
}

/** Whoever is reminded at a moment is on time within this. */
const graceMs = 3_600_000

/** From when on a task is done late: an hour after its moment, or after its day. */
export const lateAt = ({ dueAt, dueOn }: Pick<Task, 'dueAt' | 'dueOn'>): string | null =>
  dueOn || dueAt === null ? dueAt : new Date(Date.parse(dueAt) + graceMs).toISOString()

export type FieldChange = { field: string; was: unknown; is: unknown }

const editable = [
  'title',
  'note',
  'type',
  'priority',
  'remind',
  'assigneeId',
  'result',
] as const satisfies (keyof TaskChanges)[]

/**
 * Changes fields, each by itself: refused `stale` only when somebody changed that very field since.
 * A change to what it already is says nothing and is left out.
 */
export function edit(
  task: Task,
  changes: TaskChanges,
  timeZone = task.timeZone,
): { task: Task; changed: FieldChange[] } {
  const changed: FieldChange[] = []
  for (const field of editable) {
    const asked = changes[field]
    const current = task[field]
    if (!asked || current === asked.is) continue
    if (current !== asked.was) throw new Refusal('stale', { field, current })
    changed.push({ field, was: asked.was, is: asked.is })
  }
  const due = move(task, changes, timeZone)
  const { dueAt, dueOn } = due
  if (dueOn !== task.dueOn) changed.push({ field: 'dueOn', was: task.dueOn, is: dueOn })
  if (dueAt !== task.dueAt) changed.push({ field: 'dueAt', was: task.dueAt, is: dueAt })
  if (changed.length === 0) return { task, changed }
  const fresh = Object.fromEntries(changed.map(({ field, is }) => [field, is])) as Partial<Task>
  const remindedAt = dueAt === task.dueAt ? task.remindedAt : null
  return { task: { ...task, ...fresh, ...due, remindedAt, version: task.version + 1 }, changed }
}

function move(task: Task, { dueAt, dueOn }: TaskChanges, timeZone: string): Due {
  const same = { dueAt: task.dueAt, dueOn: task.dueOn, timeZone: task.timeZone }
  const wanted = dueOf(dueAt?.is ?? null, dueOn?.is ?? null, timeZone)
  if ((!dueAt && !dueOn) || (wanted.dueOn === task.dueOn && wanted.dueAt === task.dueAt)) return same
  // Two ways to write one moment are the same moment.
  const seen = dueAt?.was ? new Date(dueAt.was).toISOString() : (dueAt?.was ?? null)
  if (dueAt && seen !== task.dueAt) throw new Refusal('stale', { field: 'dueAt', current: task.dueAt })
  if (dueOn && dueOn.was !== task.dueOn) throw new Refusal('stale', { field: 'dueOn', current: task.dueOn })
  return wanted
}

/** Done, with what came of it. Ticking twice is ticking once. */
export const complete = (task: Task, result: string, at: string): Task =>
  task.status === 'done' ? task : { ...task, status: 'done', result, doneAt: at, version: task.version + 1 }

/** Not done after all. */
export const reopen = (task: Task): Task =>
  task.status === 'open' ? task : { ...task, status: 'open', result: '', doneAt: null, version: task.version + 1 }

/** No longer to be done. */
export const cancel = (task: Task, at: string): Task =>
  task.status === 'cancelled' ? task : { ...task, status: 'cancelled', doneAt: at, version: task.version + 1 }
