const dayMs = 86_400_000

/** Whether the platform knows a time zone of this name, `Europe/Istanbul`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** The calendar day a moment falls on in a zone, `2026-11-30`. */
export const dayIn = (at: string | number, timeZone: string): string =>
  new Date(wallMs(new Date(at).getTime(), timeZone)).toISOString().slice(0, 10)

/** What clocks of a zone show at a moment: the day of the week, 0 for Sunday, and the time, `09:30`. */
export function clockIn(at: string | number, timeZone: string): { weekday: number; time: string } {
  const wall = new Date(wallMs(new Date(at).getTime(), timeZone))
  return { weekday: wall.getUTCDay(), time: wall.toISOString().slice(11, 16) }
}

/** The moment at which clocks of a zone show this day and time. A time that the clocks leap over is the one after the leap. */
export function momentOf(day: string, time: string, timeZone: string): string {
  const wall = Date.parse(`${day}T${time}:00.000Z`)
  // The distance to UTC is asked for at the guess, and again where that leads: clocks may change between the two.
  const first = wall - (wallMs(wall, timeZone) - wall)
  const second = wall - (wallMs(first, timeZone) - first)
  const leaps = wallMs(second, timeZone) !== wall && wallMs(first, timeZone) !== wall
  return new Date(leaps ? Math.max(first, second) : second).toISOString()
}

/** The last moment of a day in a zone. */
export const endOfDay = (day: string, timeZone: string): string =>
  new Date(Date.parse(momentOf(addDays(day, 1), '00:00', timeZone)) - 1).toISOString()

/** So many days after a day of the calendar. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10)

/** What the clocks of a zone show, read as if it were UTC. */
function wallMs(at: number, timeZone: string): number {
  const read: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) read[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1_000) + 1_000) % 1_000)
}

// Making a formatter costs far more than using it.
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-GB', { ...parts, second: 'numeric', hourCycle: 'h23', timeZone })
  formats.set(timeZone, made)
  return made
}
