import { signal } from '@preact/signals'
import type { Column, DealShare, StagePace } from '#shared/protocol/deal-lists'
import type { DealCard } from '#shared/protocol/deals'
import type { OutputOf } from '#shared/protocol/index'
import { type FilterWords, isFiltered, isJudgedByCard } from '#shared/rules/deal-filter'
import { readSort, type SortKey, type Spot, spotOf } from '#shared/rules/deal-order'
import { ask } from './client'
import { loadColumns } from './load'
import { persist } from './persist'
import { putCards, putTotals } from './reduce-deals'
import type { State } from './state'
import { update } from './store'

/** What a board or a list is asked for. Without a pipeline: the deals of all of them. */
export type Asking = { pipelineId: string | null; filter: FilterWords; sort: string | null }

/** How far something was read: the cursor of what comes next, and the last row, beyond which nothing is shown yet. */
type Reach = {
  next: string | null
  edge: Spot | null
  /** The deals that were read, where only the server knows which belong; null where each card says it. */
  only: ReadonlySet<string> | null
}

export type BoardReading = {
  asking: Asking
  keys: readonly SortKey[]
  columns: ReadonlyMap<string, Reach & { matching: DealShare | null }>
}

export type ListReading = { asking: Asking; keys: readonly SortKey[]; reach: Reach }

/** The board on screen, as far as it was read. */
export const board = signal<BoardReading | null>(null)
/** The list on screen, as far as it was read. */
export const list = signal<ListReading | null>(null)
/** What all that matches in the list comes to. */
export const sums = signal<OutputOf<'deal:sums'> | null>(null)
/** How deals pass through the stages of the board. */
export const paces = signal<ReadonlyMap<string, StagePace>>(new Map())
/** People whose words nobody had read when cards of theirs were. */
export const unreadPeople = signal<ReadonlySet<string>>(new Set())

export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export const isByHand = (keys: readonly SortKey[]): boolean => keys[0]?.field === 'rank'

const boardKeys = ({ sort }: Asking) => readSort(sort ?? 'rank')
const listKeys = ({ sort }: Asking) => {
  const keys = readSort(sort ?? '-created').filter(({ field }) => field !== 'rank')
  return keys.length > 0 ? keys : readSort('-created')
}

const words = ({ filter, sort }: Asking) => ({ ...filter, ...(sort ? { sort } : {}), zone: zone() })

/** Counts what was asked last, so that an answer to what is no longer asked changes nothing on screen. */
let boardAsked = 0
let listAsked = 0

/** Asks for a whole board. */
export async function readBoard(asking: Asking): Promise<void> {
  const { pipelineId } = asking
  if (!pipelineId) return
  boardAsked++
  const mine = boardAsked
  const { columns } = await persist(() => ask.deal.board({ pipelineId, ...words(asking) }))
  takeColumns(asking, columns)
  if (mine !== boardAsked) return
  const keys = boardKeys(asking)
  board.value = {
    asking,
    keys,
    columns: new Map(columns.map((column) => [column.stageId, reachOf(column, asking, keys)])),
  }
}

/** Asks for a column's next cards. */
export async function readColumn(stageId: string): Promise<void> {
  const reading = board.value
  const cursor = reading?.columns.get(stageId)?.next
  if (!reading || !cursor) return
  const mine = boardAsked
  const column = await persist(() => ask.deal.column({ stageId, cursor, ...words(reading.asking) }))
  const now = board.value
  if (mine !== boardAsked || !now) return
  takeColumns(reading.asking, [column])
  board.value = {
    ...now,
    columns: new Map(now.columns).set(stageId, reachOf(column, now.asking, now.keys, now.columns.get(stageId))),
  }
}

/** Asks again what the columns come to, of which facts tell only the cards. */
export async function readMatching(): Promise<void> {
  const reading = board.value
  const pipelineId = reading?.asking.pipelineId
  if (!reading || !pipelineId || !isFiltered(reading.asking.filter)) return
  const mine = boardAsked
  const { columns } = await persist(() => ask.deal.board({ pipelineId, ...words(reading.asking) }))
  const now = board.value
  if (mine !== boardAsked || !now) return
  const fresh = new Map(now.columns)
  for (const { stageId, matching } of columns) {
    const before = fresh.get(stageId)
    if (before) fresh.set(stageId, { ...before, matching })
  }
  board.value = { ...now, columns: fresh }
}

/** Asks how deals pass through the stages of a board. */
export async function readPace(pipelineId: string): Promise<void> {
  const { stages } = await persist(() => ask.deal.pace({ pipelineId }))
  paces.value = new Map(stages.map((stage) => [stage.stageId, stage]))
}

/** Asks for the first page of a list, or for the next one of the list on screen. */
export async function readList(asking: Asking, more = false): Promise<void> {
  const cursor = more ? list.value?.reach.next : null
  if (more && !cursor) return
  if (!more) listAsked++
  const mine = listAsked
  const keys = listKeys(asking)
  const page = await persist(() => ask.deal.list({ ...scope(asking), ...words(asking), ...(cursor ? { cursor } : {}) }))
  if (mine !== listAsked) return
  takeUnread(page)
  update((before) => ({ ...before, deals: putCards(before.deals, page.cards) }))
  const reach = { next: page.next, edge: edgeOf(page, keys) }
  list.value = { asking, keys, reach: { ...reach, only: onlyOf(page, asking, more ? list.value?.reach : undefined) } }
}

/** Asks what all that matches comes to. */
export async function readSums(asking: Asking): Promise<void> {
  const mine = listAsked
  const found = await persist(() => ask.deal.sums({ ...scope(asking), ...asking.filter, zone: zone() }))
  if (mine === listAsked) sums.value = found
}

/** How many deals match. */
export const countDeals = async (asking: Asking): Promise<number> =>
  (await persist(() => ask.deal.sums({ ...scope(asking), ...asking.filter, zone: zone() }))).count

/** Ids of everything that matches, up to a bound. */
export async function readAllIds(asking: Asking, most: number): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null && ids.length < most; ) {
    const from: string = cursor
    const page = await persist(() =>
      ask.deal.ids({ ...scope(asking), ...words(asking), ...(from ? { cursor: from } : {}) }),
    )
    ids.push(...page.dealIds)
    cursor = page.next
  }
  return ids.slice(0, most)
}

const scope = ({ pipelineId }: Asking) => (pipelineId ? { pipelineId } : {})

type Page = { cards: readonly DealCard[]; next: string | null; unread: readonly string[] }

/** The deals read so far, where only the server knows which belong. */
function onlyOf(
  { cards }: Pick<Page, 'cards'>,
  { filter }: Asking,
  before: Reach | undefined,
): ReadonlySet<string> | null {
  return isJudgedByCard(filter) ? null : new Set([...(before?.only ?? []), ...cards.map(({ deal }) => deal.id)])
}

function edgeOf({ cards, next }: Omit<Page, 'unread'>, keys: readonly SortKey[]): Spot | null {
  const last = cards.at(-1)
  return next && last ? spotOf(last, keys) : null
}

const reachOf = (column: Column, asking: Asking, keys: readonly SortKey[], before?: Reach) => ({
  next: column.next,
  edge: edgeOf(column, keys),
  only: onlyOf(column, asking, before),
  matching: column.matching,
})

function takeUnread({ cards, unread }: Omit<Page, 'next'>): void {
  const next = new Set(unreadPeople.value)
  for (const { deal } of cards) next.delete(deal.personId)
  for (const personId of unread) next.add(personId)
  unreadPeople.value = next
}

function takeColumns(asking: Asking, columns: readonly Column[]): void {
  for (const column of columns) takeUnread(column)
  const isWhole = !isFiltered(asking.filter) && isByHand(boardKeys(asking))
  update((before) => (isWhole ? loadColumns(before, columns) : known(before, columns)))
}

const known = (before: State, columns: readonly Column[]): State => ({
  ...before,
  deals: putCards(
    before.deals,
    columns.flatMap(({ cards }) => cards),
  ),
  totals: putTotals(
    before.totals,
    columns.flatMap(({ totals }) => totals),
  ),
})
