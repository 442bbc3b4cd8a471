import type { TeamCaller, TeamContext } from '#server/context'
import { findStage, listPipelines } from '#server/domains/pipelines/index'
import type { Db } from '#server/storage/db'
import { atOneMoment } from '#server/storage/snapshot'
import type { Column } from '#shared/protocol/deal-lists'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { isFiltered } from '#shared/rules/deal-filter'
import { readSort, type SortKey } from '#shared/rules/deal-order'
import { nothing, plus } from '#shared/rules/forecast'
import { listColumn, listTotals } from './column-queries'
import { readSpot, unreadOf, writeSpot } from './list-deals'
import { listCards } from './list-queries'
import { askedBy, Narrowed } from './narrow-deals'

const pageSize = 50
const byHand: readonly SortKey[] = [{ field: 'rank', descending: false }]

const keysOf = ({ sort }: { sort?: string | undefined }) => (sort ? readSort(sort) : byHand)
const isByHand = (keys: readonly SortKey[]) => keys[0]?.field === 'rank' && !keys[0].descending

/** Every column with its totals and its first cards, of the sites the reader works on. */
export async function loadBoard(
  input: CheckedInputOf<'deal:board'>,
  context: TeamContext,
): Promise<OutputOf<'deal:board'>> {
  const { read, caller } = context
  const keys = keysOf(input)
  const pipeline = (await listPipelines(read, caller)).find(({ id }) => id === input.pipelineId)
  if (!pipeline) throw new Refusal('not-found')
  const stageIds = pipeline.stages.map(({ id }) => id)
  if (!isFiltered(input) && isByHand(keys))
    return atOneMoment(read, async (db) => {
      const columns: Column[] = []
      for (const stageId of stageIds) columns.push(await wholeColumn(db, stageId, caller, null))
      return { columns }
    })
  const { narrowed, matchingIn } = await narrowedTo(stageIds, input, context)
  const totals = await listTotals(read, stageIds, caller.siteIds)
  const columns: Column[] = []
  for (const stageId of stageIds) {
    const rows = await narrowed.page(stageId, null, pageSize + 1)
    const shown = rows.slice(0, pageSize)
    const cards = await listCards(
      read,
      shown.map(({ id }) => id),
    )
    columns.push({
      stageId,
      totals: totals.filter((one) => one.stageId === stageId),
      matching: isFiltered(input) ? await matchingIn(stageId) : null,
      cards,
      unread: await unreadOf(read, caller, cards),
      next: rows.length > pageSize ? writeSpot(shown.at(-1)) : null,
    })
  }
  return { columns }
}

/** The next cards of one column. */
export async function loadColumn(input: CheckedInputOf<'deal:column'>, context: TeamContext): Promise<Column> {
  const { read, caller } = context
  const { stageId } = input
  const keys = keysOf(input)
  const after = readSpot(input.cursor, keys)
  if (!(await findStage(read, caller, stageId))) throw new Refusal('not-found')
  if (!isFiltered(input) && isByHand(keys))
    return atOneMoment(read, (db) =>
      wholeColumn(db, stageId, caller, { rank: String(after.values[0] ?? ''), id: after.id }),
    )
  const { narrowed, matchingIn } = await narrowedTo([stageId], input, context)
  const rows = await narrowed.page(stageId, after, pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const cards = await listCards(
    read,
    shown.map(({ id }) => id),
  )
  return {
    stageId,
    totals: await listTotals(read, [stageId], caller.siteIds),
    matching: isFiltered(input) ? await matchingIn(stageId) : null,
    cards,
    unread: await unreadOf(read, caller, cards),
    next: rows.length > pageSize ? writeSpot(shown.at(-1)) : null,
  }
}

async function wholeColumn(
  db: Db,
  stageId: string,
  caller: TeamCaller,
  after: { rank: string; id: string } | null,
): Promise<Column> {
  const { siteIds } = caller
  const found = await listColumn(db, { stageId, siteIds, after, limit: pageSize + 1 })
  const cards = found.slice(0, pageSize)
  const last = cards.at(-1)?.deal
  const next = found.length > pageSize && last ? writeSpot({ values: [last.rank], id: last.id }) : null
  const totals = await listTotals(db, [stageId], siteIds)
  return { stageId, totals, matching: null, cards, unread: await unreadOf(db, caller, cards), next }
}

/** The deals of some columns that match, and what those of one column come to. */
async function narrowedTo(
  stageIds: readonly string[],
  input: Omit<CheckedInputOf<'deal:board'>, 'pipelineId'>,
  context: TeamContext,
) {
  const { asked } = await askedBy({ ...input, pipelineId: undefined }, context)
  const wanted = asked.filter.stages
  const stages = stageIds.filter((id) => wanted.length === 0 || wanted.includes(id))
  // A filter for stages elsewhere leaves nothing here, which an empty list would not say.
  const filter = { ...asked.filter, stages: stages.length > 0 ? stages : ['none'] }
  const narrowed = new Narrowed(context.read, { ...asked, filter }, keysOf(input))
  const sums = isFiltered(input) ? await narrowed.sums() : []
  const matchingIn = async (stageId: string) =>
    sums.reduce((sum, one) => (one.stageId === stageId ? plus(sum, one) : sum), nothing)
  return { narrowed, matchingIn }
}
