import { plain } from '../values/plain'

/** What deals can be put in order by. `rank` is the order of the board, which agents make by hand. */
export type SortField =
  | 'rank'
  | 'name'
  | 'amount'
  | 'closesOn'
  | 'nextTask'
  | 'touched'
  | 'created'
  | 'stageSince'
  | 'closedAt'

/** One step of an order: what by, and which way. Deals that have none of it always come last. */
export type SortKey = { field: SortField; descending: boolean }

const field = 'rank|name|amount|closesOn|nextTask|touched|created|stageSince|closedAt'

/** Up to three steps as words: `-amount,name`. */
export const sortPattern = new RegExp(`^-?(?:${field})(?:,-?(?:${field})){0,2}$`)

export const readSort = (words: string): SortKey[] =>
  words.split(',').map((word) => ({
    field: word.replace(/^-/, '') as SortField,
    descending: word.startsWith('-'),
  }))

export const writeSort = (keys: readonly SortKey[]): string =>
  keys.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',')

export type SortValue = string | number | null

type Sorted = {
  deal: {
    id: string
    name: string
    rank: string
    amount: number | null
    closesOn: string | null
    createdAt: string
    stageSince: string
    closedAt: string | null
  }
  nextTaskAt: string | null
  touchedAt: string
}

/** What a deal is sorted by. */
export function sortValue(card: Sorted, field: SortField): SortValue {
  const { deal } = card
  switch (field) {
    case 'name':
      return plain(deal.name)
    case 'nextTask':
      return card.nextTaskAt
    case 'touched':
      return card.touchedAt
    case 'created':
      return deal.createdAt
    default:
      return deal[field]
  }
}

/** Where a row stands: the values it is sorted by, and its id, which decides between equals. */
export type Spot = { values: readonly SortValue[]; id: string }

export const spotOf = (card: Sorted, keys: readonly SortKey[]): Spot => ({
  values: keys.map(({ field }) => sortValue(card, field)),
  id: card.deal.id,
})

/** Orders two rows as the server does: bytes, what is missing last, ids the way of the last step. */
export function bySpot(keys: readonly SortKey[]): (a: Spot, b: Spot) => number {
  const idSign = keys.at(-1)?.descending ? -1 : 1
  return (a, b) => {
    for (const [at, { descending }] of keys.entries()) {
      const order = compare(a.values[at] ?? null, b.values[at] ?? null, descending ? -1 : 1)
      if (order !== 0) return order
    }
    return a.id === b.id ? 0 : a.id < b.id ? -idSign : idSign
  }
}

function compare(a: SortValue, b: SortValue, sign: 1 | -1): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}
