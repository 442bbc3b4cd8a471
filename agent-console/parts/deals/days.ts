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
