import type { InputOf, OutputOf } from '#shared/protocol/index'
import type { Discipline, Task, TaskChanges } from '#shared/protocol/tasks'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { byDue } from './due-tasks'
import { loadTasks } from './load'
import { optimistic } from './optimistic'
import { persist } from './persist'
import { put, type State, set } from './state'
import { state, update } from './store'

export { countDue, isOverdue, ringing } from './due-tasks'

const order = { open: 0, done: 1, cancelled: 2 }

/** Where the agent is. */
export const myZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Tasks of a person: open ones by due date, undated last, then the done ones. */
export const tasksOf = ({ tasks }: State, about: { personId: string } | { dealId: string }): Task[] =>
  [...tasks.values()]
    .filter((task) => ('dealId' in about ? task.dealId === about.dealId : task.personId === about.personId))
    .filter(({ status }) => status !== 'cancelled')
    .sort((a, b) => order[a.status] - order[b.status] || byDue(a, b))

/** When something is due: at a moment, on a day, or at no time. */
export type Due = { dueAt: string | null; dueOn: string | null }

export function createTask(input: Omit<InputOf<'task:create'>, 'rid'>): Promise<Task> {
  const rid = randomId()
  return done(persist(() => ask.task.create({ rid, timeZone: myZone(), ...input })))
}

export type TaskFields = Partial<
  Pick<Task, 'title' | 'note' | 'type' | 'priority' | 'remind' | 'assigneeId' | 'result'> & Due
>

/** Changes fields of a task, from what they were on screen. @throws RefusedError `stale`, `assignee-elsewhere` */
export function editTask(task: Task, fields: TaskFields): Promise<Task> {
  const { dueAt, dueOn, ...rest } = fields
  const moves = dueAt !== undefined || dueOn !== undefined
  const isDue = moves && ((dueOn ?? null) !== task.dueOn || (!dueOn && (dueAt ?? null) !== task.dueAt))
  const changes: Record<string, { was: unknown; is: unknown }> = {}
  for (const [field, is] of Object.entries(rest))
    if (is !== task[field as keyof Task]) changes[field] = { was: task[field as keyof Task], is }
  if (isDue) {
    changes.dueAt = { was: task.dueAt, is: dueOn ? null : (dueAt ?? null) }
    changes.dueOn = { was: task.dueOn, is: dueOn ?? null }
  }
  if (Object.keys(changes).length === 0) return Promise.resolve(task)
  // The last moment of a day is reckoned by the server; until it says so, the agent's own midnight stands for it.
  const due = isDue
    ? { dueAt: dueOn ? endOfMyDay(dueOn) : (dueAt ?? null), dueOn: dueOn ?? null, remindedAt: null }
    : {}
  return guess(task.id, { ...rest, ...due }, (rid) =>
    ask.task.edit({ rid, taskId: task.id, changes: changes as TaskChanges, timeZone: isDue ? myZone() : undefined }),
  )
}

/** Done, with what came of it. */
export const completeTask = ({ id }: Task, result = ''): Promise<Task> =>
  guess(id, { status: 'done', result, doneAt: new Date().toISOString() }, (rid) =>
    ask.task.complete({ rid, taskId: id, result }),
  )

export const reopenTask = ({ id }: Task): Promise<Task> =>
  guess(id, { status: 'open', doneAt: null }, (rid) => ask.task.reopen({ rid, taskId: id }))

/** Ticks or unticks at once; goes back when the server refuses. */
export async function tick(task: Task, isDone: boolean): Promise<void> {
  await (isDone ? completeTask(task) : reopenTask(task))
}

export const cancelTask = (taskId: string): Promise<Task> =>
  guess(taskId, { status: 'cancelled' }, (rid) => ask.task.cancel({ rid, taskId }))

/** A page of tasks; what it brings becomes known. */
export async function pageTasks(input: InputOf<'task:list'>): Promise<OutputOf<'task:list'>> {
  const page = await persist(() => ask.task.list(input))
  update((before) => loadTasks(before, page.items))
  return page
}

/** Tasks of mine that are late, or due today or tomorrow: what the badge counts and what rings. */
export async function loadMine(): Promise<void> {
  const assignee = state.value.me?.agent.id
  if (!assignee) return
  const today = new Date()
  const until = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 2).toISOString()
  await pageTasks({ assignee, until, limit: 200 })
}

/** Who may be given tasks of a site. */
export const listAssignees = (siteId: string): Promise<string[]> => persist(() => ask.task.assignees({ siteId }))

/** How tasks are kept, by agent. */
export const readDiscipline = (days: number): Promise<Discipline[]> => persist(() => ask.task.discipline({ days }))

const endOfMyDay = (day: string) => {
  const midnight = new Date(`${day}T00:00`)
  midnight.setDate(midnight.getDate() + 1)
  return new Date(midnight.getTime() - 1).toISOString()
}

function guess(id: string, fields: Partial<Task>, attempt: (rid: string) => Promise<Task>): Promise<Task> {
  const rid = randomId()
  const version = state.value.tasks.get(id)?.version ?? 0
  return optimistic({
    guess: (before) => {
      const task = before.tasks.get(id)
      // Once the fact is here nothing is left to suppose.
      return task && task.version <= version
        ? { ...before, tasks: set(before.tasks, id, { ...task, ...fields }) }
        : before
    },
    attempt: () => persist(() => attempt(rid)),
    confirm: withTask,
  })
}

async function done(answer: Promise<Task>): Promise<Task> {
  const task = await answer
  update((before) => withTask(before, task))
  return task
}

const withTask = (state: State, task: Task): State => ({ ...state, tasks: put(state.tasks, task) })
