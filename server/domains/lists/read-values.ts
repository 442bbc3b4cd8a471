import type { ImportTrouble } from '#shared/rules/deal-csv'

/** What is wrong with a row, by a code of the closed list. */
export class Trouble extends Error {
  constructor(readonly why: ImportTrouble) {
    super(why)
  }
}

/** `2026-11-30`, `30.11.2026` or `30/11/2026`; a moment counts by its day. */
export function dayOf(said: string, why: ImportTrouble = 'date-invalid'): string | null {
  if (said === '') return null
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(said) ?? []
  const [, day2, month2, year2] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(said) ?? []
  const text = year
    ? `${year}-${month}-${day}`
    : `${year2}-${String(month2).padStart(2, '0')}-${String(day2).padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00:00.000Z`)
  // A 31st of February is another day to whoever reckons and none to whoever reads.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) throw new Trouble(why)
  return text
}
