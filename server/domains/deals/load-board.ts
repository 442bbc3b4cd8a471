import type { TeamContext } from '#server/context'
import { findStage, listPipelines } from '#server/domains/pipelines/index'
import { atOneMoment } from '#server/storage/snapshot'
import type { Column, DealCard, StageTotals } from '#shared/protocol/deals'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { listColumn, listTotals, type Place } from './column-queries'

const pageSize = 50

/** Every column with its totals and its first cards, of the sites the reader works on. */
export const loadBoard = (
  { pipelineId }: CheckedInputOf<'deal:board'>,
  { read, caller: { siteIds } }: TeamContext,
): Promise<OutputOf<'deal:board'>> =>
  atOneMoment(read, async (db) => {
    const pipeline = (await listPipelines(db)).find(({ id }) => id === pipelineId)
    if (!pipeline) throw new Refusal('not-found')
    const stageIds = pipeline.stages.map(({ id }) => id)
    const totals = await listTotals(db, stageIds, siteIds)
    const columns: Column[] = []
    for (const stageId of stageIds) {
      const found = await listColumn(db, { stageId, siteIds, after: null, limit: pageSize + 1 })
      columns.push(column(stageId, totals, found))
    }
    return { columns }
  })

/** The next cards of one column. */
export const loadColumn = (
  { stageId, cursor }: CheckedInputOf<'deal:column'>,
  { read, caller: { siteIds } }: TeamContext,
): Promise<Column> =>
  atOneMoment(read, async (db) => {
    if (!(await findStage(db, stageId))) throw new Refusal('not-found')
    const totals = await listTotals(db, [stageId], siteIds)
    return column(
      stageId,
      totals,
      await listColumn(db, { stageId, siteIds, after: parse(cursor), limit: pageSize + 1 }),
    )
  })

function column(stageId: string, totals: readonly StageTotals[], found: DealCard[]): Column {
  const cards = found.slice(0, pageSize)
  const last = cards.at(-1)?.deal
  return {
    stageId,
    totals: totals.filter((one) => one.stageId === stageId),
    cards,
    next: found.length > pageSize && last ? `${last.rank}|${last.id}` : null,
  }
}

function parse(cursor: string): Place {
  const [rank, id] = cursor.split('|')
  if (!rank || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { rank, id }
}
