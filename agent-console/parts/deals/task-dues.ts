import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import { daysBetween, dueOf } from './days'
import type { QuickDue } from './due-picks'
import { clock, dayWords, dueWords, weekdayWords } from './words'

/** What a quick due time is called. */
export const quickWords = ({ kind, at }: QuickDue): string =>
  t.value(`task.in.${kind}`, { time: clock(at), day: weekdayWords(at) })

/** When a task is due: `Today 17:00`, `Tomorrow`, `Mon 09:00`, `30 Nov`, `Overdue 2 d`. */
export function taskDueWords({ dueAt, dueOn }: Pick<Task, 'dueAt' | 'dueOn'>, now: number): string {
  if (!dueAt) return t.value('task.undated')
  if (!dueOn || dueOf(dueAt, now).kind === 'overdue') return dueWords(dueAt, now)
  const date = new Date(`${dueOn}T12:00`)
  const days = daysBetween(new Date(now), date)
  if (days === 0) return t.value('task.dayToday')
  if (days === 1) return t.value('task.dayTomorrow')
  return days < 7 ? weekdayWords(date) : dayWords(dueOn)
}
