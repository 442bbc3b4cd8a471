import type { InputOf } from '#shared/protocol/index'
import type { Task } from '#shared/protocol/tasks'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State, set } from './state'
import { update } from './store'

const order = { open: 0, done: 1, cancelled: 2 }

/** Tasks of a person: open ones by due date, undated last, then the done ones. */
export const tasksOf = ({ tasks }: State, about: { personId: string } | { dealId: string }): Task[] =>
  [...tasks.values()]
    .filter((task) => ('dealId' in about ? task.dealId === about.dealId : task.personId === about.personId))
    .filter(({ status }) => status !== 'cancelled')
    .sort(
      (a, b) =>
        order[a.status] - order[b.status] ||
        (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9', 'en') ||
        (a.createdAt < b.createdAt ? -1 : 1),
    )

/** Whether a task should have been done by now. */
export const isOverdue = (task: Task, now: number): boolean =>
  task.status === 'open' && task.dueAt !== null && Date.parse(task.dueAt) < now

export const createTask = (input: Omit<InputOf<'task:create'>, 'rid'>) =>
  change((rid) => ask.task.create({ rid, ...input }))

export const editTask = (taskId: string, fields: Omit<InputOf<'task:edit'>, 'rid' | 'taskId'>) =>
  change((rid) => ask.task.edit({ rid, taskId, ...fields }))

export const cancelTask = (taskId: string) => change((rid) => ask.task.cancel({ rid, taskId }))

/** Ticks or unticks at once; goes back when the server refuses. */
export async function tick({ id }: Task, done: boolean): Promise<void> {
  const rid = randomId()
  await optimistic({
    guess: (before) => {
      const task = before.tasks.get(id)
      return task ? { ...before, tasks: set(before.tasks, id, { ...task, status: done ? 'done' : 'open' }) } : before
    },
    attempt: () =>
      persist(() => (done ? ask.task.complete({ rid, taskId: id }) : ask.task.reopen({ rid, taskId: id }))),
    confirm: withTask,
  })
}

async function change(attempt: (rid: string) => Promise<Task>): Promise<Task> {
  const rid = randomId()
  const task = await persist(() => attempt(rid))
  update((before) => withTask(before, task))
  return task
}

const withTask = (state: State, task: Task): State => ({ ...state, tasks: put(state.tasks, task) })
