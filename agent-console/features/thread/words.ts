import type { Page, Person } from '#shared/protocol/people'
import { nameOf } from '../../data/conversations'
import { locale, me, t } from '../../data/session'
import { state } from '../../data/store'

/** What a person is called on screen. */
export const called = (person: Person | undefined): string =>
  nameOf(person) ?? t.value('inbox.visitor', { code: person?.code ?? '' })

/** An agent's name, "You" for me. */
export function agentCalled(agentId: string | null): string {
  if (agentId === null) return t.value('thread.nobody')
  if (agentId === me.value?.agent.id) return t.value('thread.you')
  return state.value.agents.get(agentId)?.name ?? t.value('thread.somebody')
}

/** A day as a heading: today, yesterday, or its date. */
export function sayDay(at: string, present: number): string {
  const date = new Date(at)
  const midnight = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
  const days = Math.round((midnight(date) - midnight(new Date(present))) / 86_400_000)
  const spoken = locale.value === 'en' ? 'en-GB' : locale.value
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(spoken, { numeric: 'auto' }).format(days, 'day')
    return word.charAt(0).toLocaleUpperCase(spoken) + word.slice(1)
  }
  const year = date.getFullYear() === new Date(present).getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat(spoken, { weekday: 'long', day: 'numeric', month: 'long', year }).format(date)
}

/** A page as one reads it aloud: the path, or the host of a bare address. */
export function sayPage({ url, title }: Page): string {
  if (!URL.canParse(url)) return title
  const { pathname, hostname } = new URL(url)
  return pathname === '/' ? hostname : readable(pathname)
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
