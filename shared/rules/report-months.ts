/** So many months are told apart in a report, this one the last; what was before is one group. */
export const mostMonths = 36

/** The last day before the months that are told apart today. */
export function dayBeforeMonths(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - mostMonths, 0)).toISOString().slice(0, 10)
}
