/** A day of the calendar where the agent is, `2026-11-30`. */
export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Whole days of the calendar from one moment to another; a change of the clocks counts as nothing. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.round((midday(to).getTime() - midday(from).getTime()) / dayMs)

const dayMs = 86_400_000
const midday = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12)

/** Where a due time lies, seen from now. */
export type Due = { kind: 'overdue'; days: number } | { kind: 'today' | 'tomorrow' | 'week' | 'later' }

export function dueOf(dueAt: string, now: number): Due {
  const date = new Date(dueAt)
  const days = daysBetween(new Date(now), date)
  if (date.getTime() < now) return { kind: 'overdue', days: Math.abs(days) }
  if (days === 0) return { kind: 'today' }
  if (days === 1) return { kind: 'tomorrow' }
  return { kind: days < 7 ? 'week' : 'later' }
}

/** Due times people choose most: today 17:00 while it is still ahead, tomorrow 9:00, Monday 9:00. */
export function quickDues(now: Date): { kind: 'today' | 'tomorrow' | 'monday'; at: Date }[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
  const toMonday = (8 - now.getDay()) % 7 || 7
  const today = at(0, 17)
  return [
    ...(today > now ? [{ kind: 'today' as const, at: today }] : []),
    { kind: 'tomorrow' as const, at: at(1, 9) },
    ...(toMonday > 1 ? [{ kind: 'monday' as const, at: at(toMonday, 9) }] : []),
  ]
}

/** What an input of date and time holds for a moment, and the moment it holds; empty means none. */
export const toInput = (at: string | null): string => {
  if (at === null) return ''
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dayOf(date)}T${two(date.getHours())}:${two(date.getMinutes())}`
}
export const fromInput = (value: string): string | null => {
  const date = new Date(value)
  return value === '' || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
