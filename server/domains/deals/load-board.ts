import type { TeamContext } from '#server/context'
import { findStage, listPipelines, listTotals } from '#server/domains/pipelines/index'
import { atOneMoment } from '#server/storage/snapshot'
import type { Column, DealCard, StageTotals } from '#shared/protocol/deals'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { listColumn, type Place } from './queries'

const pageSize = 50

/** Every column with its totals over all deals and its first cards. */
export const loadBoard = (
  { pipelineId }: CheckedInputOf<'deal:board'>,
  { read }: TeamContext,
): Promise<OutputOf<'deal:board'>> =>
  atOneMoment(read, async (db) => {
    const pipeline = (await listPipelines(db)).find(({ id }) => id === pipelineId)
    if (!pipeline) throw new Refusal('not-found')
    const totals = new Map((await listTotals(db, pipelineId)).map((one) => [one.stageId, one]))
    const columns: Column[] = []
    for (const { id } of pipeline.stages)
      columns.push(column(id, totals.get(id), await listColumn(db, id, null, pageSize + 1)))
    return { columns }
  })

/** The next cards of one column. */
export const loadColumn = (
  { stageId, cursor }: CheckedInputOf<'deal:column'>,
  { read }: TeamContext,
): Promise<Column> =>
  atOneMoment(read, async (db) => {
    const stage = await findStage(db, stageId)
    if (!stage) throw new Refusal('not-found')
    const totals = (await listTotals(db, stage.pipelineId)).find((one) => one.stageId === stageId)
    return column(stageId, totals, await listColumn(db, stageId, parse(cursor), pageSize + 1))
  })

function column(stageId: string, totals: StageTotals | undefined, found: DealCard[]): Column {
  const cards = found.slice(0, pageSize)
  const last = cards.at(-1)?.deal
  return {
    stageId,
    totals: totals ?? { stageId, count: 0, amount: 0 },
    cards,
    next: found.length > pageSize && last ? `${last.rank}|${last.id}` : null,
  }
}

function parse(cursor: string): Place {
  const [rank, id] = cursor.split('|')
  if (!rank || !id) throw new Refusal('malformed', { field: 'cursor' })
  return { rank, id }
}
