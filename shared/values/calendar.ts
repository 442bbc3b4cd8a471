const formats = new Map<string, Intl.DateTimeFormat>()

/** @throws RangeError for a time zone nobody knows */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...({ year: 'numeric', month: '2-digit', day: '2-digit' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
  })
  formats.set(zone, made)
  return made
}

/** What clocks in a zone show at a moment, as if it were UTC. */
export function shownAt(at: number, zone: string): number {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day of the calendar a moment belongs to, `2026-11-22`. */
export const dayAt = (at: number, zone: string): string => new Date(shownAt(at, zone)).toISOString().slice(0, 10)

/** When a day of the calendar begins in a zone, in milliseconds since 1970. */
export function startOfDay(day: string, zone: string): number {
  const wanted = Date.parse(`${day}T00:00:00.000Z`)
  // The offset may be another one at the guess than at the true beginning; the second look has it.
  const guess = wanted - (shownAt(wanted, zone) - wanted)
  return wanted - (shownAt(guess, zone) - guess)
}

/** The day so many days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
