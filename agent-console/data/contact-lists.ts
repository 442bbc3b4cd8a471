import { signal } from '@preact/signals'
import type { ManyChange } from '#shared/protocol/companies'
import type { Fact, InputOf } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { persist } from './persist'
import { putContacts } from './reduce-contacts'
import { put } from './state'
import { update } from './store'

type Sorted = Pick<InputOf<'contact:list'>, 'sort'>

/** Which of the two lists, and what it is narrowed by. */
export type People =
  | { kind: 'contacts'; asked: InputOf<'contact:count'> & Sorted }
  | { kind: 'companies'; asked: InputOf<'company:count'> & Sorted }

/** A list as far as it was read; what its rows say stands in the state. */
export type PeopleReading = { key: string; ids: readonly string[]; next: string | null }

/** The list on screen. */
export const people = signal<PeopleReading | null>(null)
/** Counts facts about contacts and companies: a list that hears of one asks again. */
export const contactNews = signal(0)

export function noteContact({ name }: Fact): void {
  if (name.startsWith('contact.') || name.startsWith('company.')) contactNews.value++
}

export const keyOf = (wanted: People): string => JSON.stringify(wanted)

let lastAsked = 0

/** Asks for the first page, for the next one, or for as many as are on screen once more. */
export async function readPeople(wanted: People, how: 'first' | 'more' | 'again' = 'first'): Promise<void> {
  const key = keyOf(wanted)
  const before = people.value?.key === key ? people.value : null
  if (how === 'more' && !before?.next) return
  lastAsked++
  const mine = lastAsked
  const cursor = how === 'more' ? (before?.next ?? undefined) : undefined
  const limit = how === 'again' ? Math.min(200, Math.max(50, before?.ids.length ?? 0)) : 50
  const { ids, next } = await page(wanted, { cursor, limit })
  if (mine !== lastAsked) return
  people.value = { key, next, ids: how === 'more' ? [...(before?.ids ?? []), ...ids] : ids }
}

async function page(wanted: People, where: { cursor: string | undefined; limit: number }) {
  if (wanted.kind === 'contacts') {
    const { items, next } = await persist(() => ask.contact.list({ ...wanted.asked, ...where }))
    update((before) => ({ ...before, contacts: putContacts(before.contacts, items) }))
    return { ids: items.map(({ contact }) => contact.id), next }
  }
  const { items, next } = await persist(() => ask.company.list({ ...wanted.asked, ...where }))
  update((before) => ({ ...before, companies: put(before.companies, ...items) }))
  return { ids: items.map(({ id }) => id), next }
}

/** How many of them there are. */
export async function countPeople({ kind, asked }: People): Promise<number> {
  const { sort: _, ...words } = asked
  const found = await persist(() => (kind === 'contacts' ? ask.contact.count(words) : ask.company.count(words)))
  return found.count
}

/** So many are changed in one request. */
const together = 100

/** Gives many an owner or a tag; returns those that stay as they were. */
export async function changePeople(
  kind: People['kind'],
  ids: readonly string[],
  change: ManyChange,
): Promise<readonly string[]> {
  const refused: string[] = []
  for (let at = 0; at < ids.length; at += together) {
    const rid = randomId()
    const some = ids.slice(at, at + together)
    const { rows } = await persist(() =>
      kind === 'contacts'
        ? ask.contact.changeMany({ rid, contactIds: some, change })
        : ask.company.changeMany({ rid, companyIds: some, change }),
    )
    refused.push(...rows.filter((row) => row.refused !== null).map((row) => row.id))
  }
  return refused
}
