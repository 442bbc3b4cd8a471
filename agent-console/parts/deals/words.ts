import type { DealCard } from '#shared/protocol/deals'
import type { Person } from '#shared/protocol/people'
import { locale, t } from '../../data/session'
import { dayOf, dueOf } from './days'
import type { Pill } from './pill'

/** What a person is called on screen: their name, or "Visitor" and the code. */
export const personWords = (person: Pick<Person, 'name' | 'code'> | undefined): string =>
  person?.name ?? t.value('person.visitor', { code: person?.code ?? '' })

/** Whose a card is. */
export const cardPerson = ({ personName, personCode }: Pick<DealCard, 'personName' | 'personCode'>): string =>
  personName || t.value('person.visitor', { code: personCode })

/** `30 Nov`, with the year when it is another one. */
export function dayWords(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const thisYear = dayOf(new Date()).startsWith(`${year}-`)
  return formatOf({ day: 'numeric', month: 'short', year: thisYear ? undefined : 'numeric' }).format(
    new Date(year, month - 1, date),
  )
}

/** When a task is due: `Today 17:00`, `Mon 09:00`, `30 Nov`, `Overdue 2 d`. */
export function dueWords(dueAt: string, now: number): string {
  const due = dueOf(dueAt, now)
  const date = new Date(dueAt)
  const time = clock(date)
  switch (due.kind) {
    case 'overdue':
      return due.days === 0 ? t.value('task.overdueToday', { time }) : t.value('task.overdue', { count: due.days })
    case 'today':
      return t.value('task.dueToday', { time })
    case 'tomorrow':
      return t.value('task.dueTomorrow', { time })
    case 'week':
      return `${formatOf({ weekday: 'short' }).format(date)} ${time}`
    case 'later':
      return dayWords(dayOf(date))
  }
}

/** The same on a card of the board, where there is room for a word. */
export function pillWords({ due, says }: Pill, dueAt: string | null): string {
  if (says === 'none') return t.value('board.noTask')
  if (says === 'undated' || due === null || dueAt === null) return t.value('board.undated')
  if (due.kind === 'overdue')
    return due.days === 0 ? t.value('board.late') : t.value('task.overdue', { count: due.days })
  if (due.kind === 'today') return t.value('board.today')
  if (due.kind === 'tomorrow') return t.value('board.tomorrow')
  return dayWords(dayOf(new Date(dueAt)))
}

/** `17:00`. */
export const clock = (date: Date): string => formatOf({ hour: '2-digit', minute: '2-digit' }).format(date)

/** `Monday`. */
export const weekdayWords = (date: Date): string => formatOf({ weekday: 'long' }).format(date)

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // British English writes the day first and counts to 24, as Turkish does.
  const spoken = locale.value === 'en' ? 'en-GB' : locale.value
  const key = spoken + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(spoken, options)
  formats.set(key, known)
  return known
}
