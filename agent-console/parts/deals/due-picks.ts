import type { Due } from '../../data/tasks'
import { dayOf } from './days'

export type QuickDue = { kind: 'hour' | 'today' | 'tomorrow' | 'days' | 'monday'; at: Date }

/** Due times people choose most: in an hour, today 17:00 while it is ahead, tomorrow, in three days and Monday at 10:00. */
export function quickDues(now: Date): QuickDue[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
  const inAnHour = new Date(now)
  inAnHour.setHours(now.getHours() + 1, now.getMinutes(), 0, 0)
  const toMonday = (8 - now.getDay()) % 7 || 7
  const today = at(0, 17)
  return [
    { kind: 'hour', at: inAnHour },
    ...(today > inAnHour ? [{ kind: 'today' as const, at: today }] : []),
    { kind: 'tomorrow', at: at(1, 10) },
    { kind: 'days', at: at(3, 10) },
    // What is tomorrow or in three days has been said already.
    ...(toMonday === 1 || toMonday === 3 ? [] : [{ kind: 'monday' as const, at: at(toMonday, 10) }]),
  ]
}

/** A day and a time as inputs hold them; empty means none. */
export type Picked = { day: string; time: string }

export const picked = ({ dueAt, dueOn }: Due): Picked => {
  if (dueOn) return { day: dueOn, time: '' }
  return dueAt ? pickedAt(new Date(dueAt)) : { day: '', time: '' }
}

export const pickedAt = (at: Date): Picked => ({ day: dayOf(at), time: time24(at) })

/** When that is. A day without a time is the whole day. */
export function dueOfPicked({ day, time }: Picked): Due {
  if (!day) return { dueAt: null, dueOn: null }
  if (!time) return { dueAt: null, dueOn: day }
  return { dueAt: new Date(`${day}T${time}`).toISOString(), dueOn: null }
}

/** The day of the calendar a task stands on, where the agent is. */
export const dayOfTask = ({ dueAt, dueOn }: Due): string | null => dueOn ?? (dueAt ? dayOf(new Date(dueAt)) : null)

const two = (value: number) => String(value).padStart(2, '0')
const time24 = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`

/** What clocks and calendars show here. */
export const wallClock = (now: Date) => ({ day: dayOf(now), time: time24(now) })
