import { computed, signal } from '@preact/signals'
import { type FilterName, type FilterWords, filterNames, wordsOf } from '#shared/rules/deal-filter'
import { sortPattern } from '#shared/rules/deal-order'
import type { Asking } from '../../data/deal-lists'
import { keptOnDevice } from '../../ui/device'

/** The two ways to look at deals; the one chosen last is remembered on this device. */
export const looks = ['board', 'list'] as const
export type Look = (typeof looks)[number]
export const lastLook = keptOnDevice('deals-look', looks, 'board')

type Query = Readonly<Record<string, string>>

export const lookOf = (query: Query): Look => looks.find((look) => look === query.view) ?? lastLook.value

/** What an address asks for. */
export const askingOf = (pipelineId: string | null, query: Query): Asking => ({
  pipelineId,
  filter: wordsOf(Object.entries(query)),
  sort: query.sort && sortPattern.test(query.sort) ? query.sort : null,
})

/** The same address with other words; null takes one away, and what is not named stays. */
export function withWords(url: string, words: Partial<Record<FilterName | 'sort' | 'view', string | null>>): string {
  const [path = '', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(words)) {
    if (value === null || value === undefined || value === '') parameters.delete(name)
    else parameters.set(name, value)
  }
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

/** The same address narrowed by exactly these words. */
export const withFilter = (url: string, filter: FilterWords, sort: string | null): string =>
  withWords(url, { ...Object.fromEntries(filterNames.map((name) => [name, filter[name] ?? null])), sort })

export const isSameAsking = (a: Asking, b: Asking): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))

const canonical = ({ pipelineId, filter, sort }: Asking) => [
  pipelineId,
  filterNames.map((name) => filter[name] ?? null),
  sort,
]

/** Ids of the deals on screen in their order, for going from one to the next. */
export const order = signal<readonly string[]>([])

/** The deals beside one. */
export const beside = (dealId: string) =>
  computed(() => {
    const at = order.value.indexOf(dealId)
    return { before: at > 0 ? order.value[at - 1] : undefined, after: at < 0 ? undefined : order.value[at + 1] }
  })
