import type { View } from '#shared/protocol/views'

/** How a list is narrowed and sorted; its own order where nothing is said. */
export type Shown = Pick<View, 'filter' | 'sort'>

export const everything: Shown = { filter: {}, sort: null }

/** Words as they are kept: those that say nothing are left out. */
export const kept = (words: Readonly<Record<string, string | undefined>>): View['filter'] =>
  Object.fromEntries(Object.entries(words).filter((word): word is [string, string] => Boolean(word[1])))

export const isSame = (a: Shown, b: Shown): boolean => canonical(a) === canonical(b)

const canonical = ({ filter, sort }: Shown): string =>
  JSON.stringify([Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)), sort])
