import type { Task } from '#shared/protocol/tasks'
import type { State } from './state'

/** Whether a task should have been done by now. */
export const isOverdue = (task: Pick<Task, 'status' | 'dueAt'>, now: number): boolean =>
  task.status === 'open' && task.dueAt !== null && Date.parse(task.dueAt) < now

/** In the order in which they are due, undated ones last. */
export const byDue = (a: Task, b: Task): number => inBytes(a.dueAt ?? '9999', b.dueAt ?? '9999') || inBytes(a.id, b.id)

export const inBytes = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

const isMine = ({ me }: State, task: Task) => task.status === 'open' && task.assigneeId === me?.agent.id

/** Tasks of mine whose time has come and that wait for an answer: done, later, or called off. The oldest first. */
export const ringing = (state: State): Task[] =>
  [...state.tasks.values()].filter((task) => task.remindedAt !== null && isMine(state, task)).sort(byDue)

/** How many tasks of mine are overdue or due today, where the agent is. */
export function countDue(state: State, now: number): number {
  const date = new Date(now)
  const tomorrow = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).toISOString()
  let count = 0
  for (const task of state.tasks.values())
    if (task.dueAt !== null && task.dueAt < tomorrow && isMine(state, task)) count++
  return count
}
