import { signal } from '@preact/signals'
import type { Task } from '#shared/protocol/tasks'
import { assigneesOf } from '../../data/assignees'
import { isRefusal } from '../../data/persist'
import { me, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { cancelTask, completeTask, type Due, editTask, reopenTask } from '../../data/tasks'
import { toast } from '../../data/toasts'
import type { MenuEntry } from '../../ui/menu'
import { quickDues } from './due-picks'
import { agentName } from './task-assignee'
import { quickWords, taskDueWords } from './task-dues'

/** The task just done in a place of the screen, where its result and the next one are asked for. */
export const justDone = signal<{ id: string; place: string } | null>(null)

/** Ticks a task off, or back on, with a way back. */
export function toggle(task: Task, done: boolean, place: string): void {
  if (!done) {
    if (justDone.value?.id === task.id) justDone.value = null
    reopenTask(task).catch(sayWhy)
    return
  }
  justDone.value = { id: task.id, place }
  completeTask(task).then(
    () => toast(t.value('task.completed', { title: task.title }), { undo: () => toggle(task, false, place) }),
    (error) => {
      justDone.value = null
      sayWhy(error)
    },
  )
}

/** Calls a task off, with a way back. */
export function callOff(task: Task): void {
  cancelTask(task.id).then(
    () => toast(t.value('task.cancelled', { title: task.title }), { undo: () => reopenTask(task).catch(sayWhy) }),
    sayWhy,
  )
}

/** Moves a task to another time, with a way back. */
export function moveTo(task: Task, due: Due): void {
  const was: Due = { dueAt: task.dueOn ? null : task.dueAt, dueOn: task.dueOn }
  editTask(task, due).then((moved) => {
    const when = taskDueWords(moved, Date.now())
    const undo = () => void editTask(state.value.tasks.get(task.id) ?? moved, was).catch(sayWhy)
    toast(t.value('task.snoozed', { title: task.title, when }), { undo })
  }, sayWhy)
}

/** Gives a task to somebody, or to nobody, with a way back. */
export function giveTo(task: Task, assigneeId: string | null): void {
  editTask(task, { assigneeId }).then((given) => {
    const name = assigneeId ? agentName(assigneeId) : ''
    const words = assigneeId
      ? t.value('task.given', { title: task.title, name })
      : t.value('task.givenToNobody', { title: task.title })
    const back = () => editTask(state.value.tasks.get(task.id) ?? given, { assigneeId: task.assigneeId })
    toast(words, { undo: () => void back().catch(sayWhy) })
  }, sayWhy)
}

/** Rows of a menu that put a task off. */
export const snoozeEntries = (task: Task): MenuEntry[] => [
  { heading: t.value('task.snooze') },
  ...quickDues(new Date()).map((quick) => ({
    label: quickWords(quick),
    onChoose: () => moveTo(task, { dueAt: quick.at.toISOString(), dueOn: null }),
  })),
]

/** Rows of a menu that give a task to somebody else. */
export function giveEntries(task: Task): MenuEntry[] {
  const mine = me.value?.agent.id
  const people = assigneesOf(task.siteId).map((id) => ({
    label: id === mine ? t.value('task.me') : agentName(id),
    checked: id === task.assigneeId,
    onChoose: () => giveTo(task, id),
  }))
  const nobody = {
    label: t.value('task.nobody'),
    checked: task.assigneeId === null,
    onChoose: () => giveTo(task, null),
  }
  return [{ heading: t.value('task.giveTo') }, ...people, nobody]
}

export const sayWhy = (error: unknown): void => {
  const stale = isRefusal(error) && error.code === 'stale'
  toast(stale ? t.value('task.changed') : refusalText(error), { tone: 'danger' })
}
