type Ends = { from: string; until: string }

/** The days of `2026-11`. */
export function monthOf(month: string): Ends {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return { from: `${month}-01`, until: last }
}

/** The part of days that lies in a range. */
export function within(days: Ends, span: string | undefined): string {
  const [from = '', until = ''] = (span ?? '..').split('..')
  return `${from > days.from ? from : days.from}..${until && until < days.until ? until : days.until}`
}
