import type { Task } from '#shared/protocol/tasks'
import { addDays } from '#shared/values/zone'
import type { Due } from '../../data/tasks'
import { dayOf } from '../../parts/deals/days'
import { dayOfTask } from '../../parts/deals/due-picks'

/** What a whole day becomes when it gets a time. */
const morning = 9

/** Monday first, the seven days around one. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T12:00`).getDay() + 6) % 7
  return Array.from({ length: 7 }, (_, at) => addDays(day, at - weekday))
}

/** A task so many days later, at the time of the day it has. */
export function laterByDays(task: Task, days: number): Due {
  const day = dayOfTask(task)
  return day ? onDay(task, addDays(day, days)) : { dueAt: null, dueOn: null }
}

/** A task so many hours later; one for a whole day gets a time of it. */
export function laterByHours(task: Task, hours: number): Due {
  if (task.dueOn) return atHour(task, task.dueOn, morning)
  if (!task.dueAt) return { dueAt: null, dueOn: null }
  return { dueAt: new Date(Date.parse(task.dueAt) + hours * 3_600_000).toISOString(), dueOn: null }
}

/** A task on another day, at the time it has. */
export function onDay({ dueAt, dueOn }: Task, day: string): Due {
  if (dueOn || !dueAt) return { dueAt: null, dueOn: day }
  const was = new Date(dueAt)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { dueAt: new Date(year, month - 1, date, was.getHours(), was.getMinutes()).toISOString(), dueOn: null }
}

/** A task in an hour of a day, at the minutes it has; without an hour it is due on the day. */
export function atHour({ dueAt, dueOn }: Task, day: string, hour: number | null): Due {
  if (hour === null) return { dueAt: null, dueOn: day }
  const minutes = dueAt && !dueOn ? new Date(dueAt).getMinutes() : 0
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { dueAt: new Date(year, month - 1, date, hour, minutes).toISOString(), dueOn: null }
}

/** The hours a day is shown in: those people work in, and any other something is due in. */
export function hoursOf(tasks: readonly Task[]): number[] {
  const due = tasks.flatMap(({ dueAt, dueOn }) => (dueAt && !dueOn ? [new Date(dueAt).getHours()] : []))
  const [first, last] = [Math.min(8, ...due), Math.max(19, ...due)]
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

/** From the first moment of one day to the first after another, here. */
export const rangeOf = (first: string, last: string) => ({
  from: new Date(`${first}T00:00`).toISOString(),
  until: new Date(`${addDays(last, 1)}T00:00`).toISOString(),
})

export const today = (now: number): string => dayOf(new Date(now))
