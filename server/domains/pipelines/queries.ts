import type { Reader, Tx } from '#server/storage/db'
import type { LossReason, Pipeline, Stage } from '#shared/protocol/pipelines'
import { byRank } from '#shared/values/rank'
import type { LossReasonRow, StageRow } from './tables'

const kinds = { open: 0, won: 1, lost: 2 }

const stageOf = ({ id, pipeline_id, name, kind, probability, rank }: StageRow): Stage => ({
  id,
  pipelineId: pipeline_id,
  name,
  kind,
  probability,
  rank,
})

const reasonOf = ({ id, pipeline_id, label, needs_note, rank }: LossReasonRow): LossReason => ({
  id,
  pipelineId: pipeline_id,
  label,
  needsNote: needs_note === 1,
  rank,
})

/** Every pipeline, the default first; its won and lost stages always last. */
export async function listPipelines(db: Reader): Promise<Pipeline[]> {
  const [pipelines, stages, reasons] = await Promise.all([
    db.selectFrom('pipeline').selectAll().execute(),
    db.selectFrom('stage').selectAll().execute(),
    db.selectFrom('loss_reason').selectAll().execute(),
  ])
  return pipelines.sort(byRank).map((pipeline) => ({
    ...pipeline,
    stages: stages
      .filter((stage) => stage.pipeline_id === pipeline.id)
      .sort((a, b) => kinds[a.kind] - kinds[b.kind] || byRank(a, b))
      .map(stageOf),
    lossReasons: reasons
      .filter((reason) => reason.pipeline_id === pipeline.id)
      .sort(byRank)
      .map(reasonOf),
  }))
}

export async function findStage(db: Reader, id: string): Promise<Stage | undefined> {
  const row = await db.selectFrom('stage').selectAll().where('id', '=', id).executeTakeFirst()
  return row && stageOf(row)
}

export async function findLossReason(db: Reader, id: string): Promise<LossReason | undefined> {
  const row = await db.selectFrom('loss_reason').selectAll().where('id', '=', id).executeTakeFirst()
  return row && reasonOf(row)
}

export async function insertPipeline(tx: Tx, { stages, lossReasons, ...pipeline }: Pipeline): Promise<void> {
  await tx.insertInto('pipeline').values(pipeline).execute()
  await tx
    .insertInto('stage')
    .values(stages.map(({ pipelineId, ...stage }) => ({ ...stage, pipeline_id: pipelineId })))
    .execute()
  await tx
    .insertInto('loss_reason')
    .values(
      lossReasons.map(({ pipelineId, needsNote, ...reason }) => ({
        ...reason,
        pipeline_id: pipelineId,
        needs_note: needsNote ? 1 : 0,
      })),
    )
    .execute()
}
