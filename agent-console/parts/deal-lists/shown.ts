import { computed } from '@preact/signals'
import type { DealCard } from '#shared/protocol/deals'
import { isFiltered, matches, readFilter } from '#shared/rules/deal-filter'
import { bySpot, type SortKey, type Spot, spotOf } from '#shared/rules/deal-order'
import { type Asking, board, list, zone } from '../../data/deal-lists'
import { state } from '../../data/store'
import { now } from '../../ui/when'

const deals = computed(() => state.value.deals)
const pipelines = computed(() => state.value.pipelines)
const conversations = computed(() => state.value.conversations)

/** After how many days a deal of each stage is stuck. */
const rottingDays = computed(
  () =>
    new Map(
      [...pipelines.value.values()].flatMap(({ stages, archived }) =>
        [...stages, ...archived.stages].map((stage) => [stage.id, stage.rottingDays] as const),
      ),
    ),
)

/** A question whether a deal belongs to what is asked for, as of now. */
function belongsTo({ filter, pipelineId }: Asking): (card: DealCard) => boolean {
  const days = rottingDays.value
  const applied = isFiltered(filter) ? readFilter(filter, { now: now.value, zone: zone() }) : null
  return (card) =>
    !card.deal.removed &&
    (!pipelineId || card.deal.pipelineId === pipelineId) &&
    (!applied || matches(card, applied, (stageId) => days.get(stageId) ?? null))
}

type Placed = { card: DealCard; spot: Spot }

const place = (card: DealCard, keys: readonly SortKey[]): Placed => ({ card, spot: spotOf(card, keys) })

/** Cards of every column in their order, as far as each was read: looked through once, however many columns ask. */
export const cardsByStage = computed<ReadonlyMap<string, readonly DealCard[]>>(() => {
  const reading = board.value
  const found = new Map<string, Placed[]>()
  if (!reading) return new Map()
  const belongs = belongsTo(reading.asking)
  const compare = bySpot(reading.keys)
  for (const card of deals.value.values()) {
    const { stageId } = card.deal
    const column = reading.columns.get(stageId)
    if (!column || !belongs(card) || column.only?.has(card.deal.id) === false) continue
    const placed = place(card, reading.keys)
    if (column.edge && compare(placed.spot, column.edge) > 0) continue
    const others = found.get(stageId)
    if (others) others.push(placed)
    else found.set(stageId, [placed])
  }
  return new Map([...found].map(([id, placed]) => [id, sorted(placed, compare)]))
})

/** The rows of the list in their order, as far as it was read. */
export const listRows = computed<readonly DealCard[]>(() => {
  const reading = list.value
  if (!reading) return []
  const { keys, reach } = reading
  const belongs = belongsTo(reading.asking)
  const compare = bySpot(keys)
  const { only } = reach
  const placed = [...deals.value.values()]
    .filter((card) => belongs(card) && only?.has(card.deal.id) !== false)
    .map((card) => place(card, keys))
  return sorted(
    placed.filter(({ spot }) => !reach.edge || compare(spot, reach.edge) <= 0),
    compare,
  )
})

const sorted = (placed: Placed[], compare: (a: Spot, b: Spot) => number): DealCard[] =>
  placed.sort((a, b) => compare(a.spot, b.spot)).map(({ card }) => card)

/** What is known of unread words, by person: later than what came with the cards. */
export const unreadKnown = computed(() => {
  const unread = new Map<string, boolean>()
  for (const one of conversations.value.values())
    unread.set(one.personId, one.unread > 0 || (unread.get(one.personId) ?? false))
  return unread
})
