import { addDays } from '#shared/values/zone'
import { type DueWords, dueWordsOf } from './due-vocabulary'

/** What clocks and calendars show where the writer is. */
export type WallClock = { day: string; time: string }

/** A day, and a time of it where one was said. */
export type ReadDue = { day: string; time: string | null }

/** Longer words are no due time. */
const longest = 60

/**
 * Reads a due time written as people say it: `tomorrow 3pm`, `monday`, `in 2 hours`, `30 nov`, `yarın 10`,
 * `pazartesi 14:30`, `3 gün sonra`. Days and times that are past mean the next ones. Words it does not know make it
 * understand nothing, rather than something else.
 */
export function readDue(text: string, locale: 'en' | 'tr', now: WallClock): ReadDue | null {
  if (text.length > longest) return null
  const words = dueWordsOf(locale)
  const tokens = fold(text, locale)
  const read: Reading = { day: null, time: null, next: false, hourComes: false }
  for (let at = 0; at < tokens.length; ) {
    const taken = takeAt(tokens.slice(at, at + 3), read, words, now)
    if (taken === 0) return null
    at += taken
  }
  return settle(read, now)
}

type Reading = { day: string | null; time: string | null; next: boolean; hourComes: boolean }

/** Reads one expression from the words that come. @returns how many words it took, none when nobody knows it */
function takeAt(tokens: string[], read: Reading, words: DueWords, now: WallClock): number {
  const [one = '', two = '', three = ''] = tokens
  if (words.hour.includes(one)) {
    read.hourComes = true
    return 1
  }
  if (words.skip.includes(one)) return 1
  if (words.next.includes(one) && (two in words.weekdays || words.next.includes(`${one} ${two}`))) {
    read.next = true
    return 1
  }
  const span = spanIn([one, two, three], words)
  if (span) return later(read, span, now)
  for (const [phrase, length] of [
    [`${one} ${two} ${three}`, 3],
    [`${one} ${two}`, 2],
    [one, 1],
  ] as const) {
    const days = words.days[phrase]
    const part = words.parts[phrase]
    if (days !== undefined) return onDay(read, addDays(now.day, days), length)
    if (part !== undefined) return atTime(read, part, length)
  }
  const weekday = words.weekdays[one]
  if (weekday !== undefined) return onDay(read, nextWeekday(now.day, weekday, read.next), 1)
  return takeDate(one, two, read, words, now) || takeTime(one, two, read)
}

function takeDate(one: string, two: string, read: Reading, { months }: DueWords, now: WallClock): number {
  if (read.day === null) {
    const iso = /^\d{4}-\d{2}-\d{2}$/.exec(one)
    if (iso) return isDay(one) ? onDay(read, one, 1) : 0
    const [, date, month, year] = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?$/.exec(one) ?? []
    if (date && month && Number(month) <= 12) return onDate(read, Number(date), Number(month), year, now, 1)
    const named = months[two] ?? months[one]
    const number = /^\d{1,2}$/.exec(months[two] === undefined ? two : one)?.[0]
    if (named && number) return onDate(read, Number(number), named, undefined, now, 2)
  }
  return 0
}

function onDate(read: Reading, date: number, month: number, year: string | undefined, now: WallClock, taken: number) {
  const two = (value: number) => String(value).padStart(2, '0')
  const inYear = (y: number) => `${y}-${two(month)}-${two(date)}`
  const thisYear = inYear(Number(year ?? now.day.slice(0, 4)))
  const day = year || thisYear >= now.day ? thisYear : inYear(Number(now.day.slice(0, 4)) + 1)
  return isDay(day) ? onDay(read, day, taken) : 0
}

function takeTime(one: string, two: string, read: Reading): number {
  const [, hours, minutes = '00', mark] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(one) ?? []
  if (!hours) return 0
  const half = mark ?? (two === 'am' || two === 'pm' ? two : undefined)
  // A number alone is an hour only where something says so.
  if (!half && !/[:.]/.test(one) && !read.hourComes && read.day === null) return 0
  const time = timeOf(Number(hours), minutes, half, /[:.]/.test(one))
  return time ? atTime(read, time, half && !mark ? 2 : 1) : 0
}

function timeOf(hour: number, minutes: string, half: string | undefined, isExact: boolean): string | null {
  if (half && (hour < 1 || hour > 12)) return null
  // Nobody calls at three in the morning.
  const afternoon = half === 'pm' || (!half && !isExact && hour >= 1 && hour <= 7)
  const hours = half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour + (afternoon ? 12 : 0)
  return hours > 23 || Number(minutes) > 59 ? null : `${String(hours).padStart(2, '0')}:${minutes}`
}

type Span = { minutes: number; taken: number }

function spanIn([one = '', two = '', three = '']: string[], { units, inWord, afterWord, halfHour, one: an }: DueWords) {
  const [count = '', unit = '', mark] = inWord ? [two, three, one] : [one, two, three]
  if (mark !== (inWord ?? afterWord)) return null
  const minutes = units[unit]
  if (`${count} ${unit}` === halfHour) return { minutes: 30, taken: 3 }
  const many = an.includes(count) ? 1 : /^\d{1,3}$/.test(count) ? Number(count) : 0
  return minutes && many > 0 ? ({ minutes: many * minutes, taken: 3 } satisfies Span) : null
}

const dayMinutes = 24 * 60

function later(read: Reading, { minutes, taken }: Span, now: WallClock): number {
  if (read.day !== null) return 0
  if (minutes % dayMinutes === 0) return onDay(read, addDays(now.day, minutes / dayMinutes), taken)
  const [hours = 0, past = 0] = now.time.split(':').map(Number)
  const total = hours * 60 + past + minutes
  const rest = total % dayMinutes
  const two = (value: number) => String(value).padStart(2, '0')
  atTime(read, `${two(Math.floor(rest / 60))}:${two(rest % 60)}`, 0)
  return onDay(read, addDays(now.day, Math.floor(total / dayMinutes)), taken)
}

function onDay(read: Reading, day: string, taken: number): number {
  if (read.day !== null) return 0
  read.day = day
  return taken
}

function atTime(read: Reading, time: string, taken: number): number {
  if (read.time !== null) return 0
  read.time = time
  return taken
}

/** A time alone is the next time clocks show it. */
function settle({ day, time }: Reading, now: WallClock): ReadDue | null {
  if (day !== null) return { day, time }
  if (time === null) return null
  return { day: time > now.time ? now.day : addDays(now.day, 1), time }
}

/** The weekday that comes; said as the next one, that of next week. */
function nextWeekday(today: string, weekday: number, isNext: boolean): string {
  const here = new Date(`${today}T00:00:00.000Z`).getUTCDay()
  const ahead = (weekday - here + 7) % 7 || 7
  // Weeks begin on Monday.
  const toMonday = (8 - here) % 7 || 7
  return addDays(today, isNext && ahead < toMonday ? ahead + 7 : ahead)
}

const isDay = (day: string) => {
  const read = new Date(`${day}T00:00:00.000Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day)
}

/** Small letters, one space, and without what is hung onto a word after an apostrophe: `10'da`. */
const fold = (text: string, locale: string) =>
  text
    .toLocaleLowerCase(locale)
    .normalize('NFC')
    .split(/[\s,]/)
    .map((word) => word.split(/['’]/)[0] ?? '')
    .filter((word) => word !== '')
