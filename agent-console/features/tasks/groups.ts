import type { Task } from '#shared/protocol/tasks'
import { isOverdue } from '../../data/due-tasks'
import { daysBetween } from '../../parts/deals/days'
import { dayOfTask } from '../../parts/deals/due-picks'

export const groups = ['overdue', 'today', 'tomorrow', 'thisWeek', 'later', 'undated'] as const
export type Group = (typeof groups)[number]

/** Where an open task stands in the list, by the calendar of the agent. Weeks end on Sunday. */
export function groupOf(task: Task, now: number): Group {
  const day = dayOfTask(task)
  if (day === null) return 'undated'
  if (isOverdue(task, now)) return 'overdue'
  const today = new Date(now)
  const days = daysBetween(today, new Date(`${day}T12:00`))
  if (days <= 0) return 'today'
  if (days === 1) return 'tomorrow'
  const toSunday = (7 - today.getDay()) % 7
  return days <= toSunday ? 'thisWeek' : 'later'
}

/** Tasks in their order, each group with its own; empty groups are left out. */
export const inGroups = (tasks: readonly Task[], now: number): { group: Group; tasks: Task[] }[] =>
  groups
    .map((group) => ({ group, tasks: tasks.filter((task) => groupOf(task, now) === group) }))
    .filter((one) => one.tasks.length > 0)
