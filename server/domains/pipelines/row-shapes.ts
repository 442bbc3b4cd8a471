import type { LossReason, Pipeline, Stage } from '#shared/protocol/pipelines'
import type { LossReasonRow, PipelineRow, StageRow } from './tables'

export const stageOf = (row: StageRow): Stage => ({
  id: row.id,
  pipelineId: row.pipeline_id,
  name: row.name,
  kind: row.kind,
  probability: row.probability,
  color: row.color,
  description: row.description,
  rottingDays: row.rotting_days,
  requires: JSON.parse(row.requires),
  rank: row.rank,
  ...(row.going_to === null ? {} : { goingTo: row.going_to }),
})

export const stageRowOf = (stage: Stage, isArchived: boolean): Omit<StageRow, 'successor_id' | 'going_by'> => ({
  id: stage.id,
  pipeline_id: stage.pipelineId,
  name: stage.name,
  kind: stage.kind,
  probability: stage.probability,
  color: stage.color,
  description: stage.description,
  rotting_days: stage.rottingDays,
  requires: JSON.stringify(stage.requires),
  archived: isArchived ? 1 : 0,
  rank: stage.rank,
  going_to: stage.goingTo ?? null,
})

export const reasonOf = ({ id, pipeline_id, label, needs_note, rank }: LossReasonRow): LossReason => ({
  id,
  pipelineId: pipeline_id,
  label,
  needsNote: needs_note === 1,
  rank,
})

export const reasonRowOf = (reason: LossReason, isArchived: boolean): LossReasonRow => ({
  id: reason.id,
  pipeline_id: reason.pipelineId,
  label: reason.label,
  needs_note: reason.needsNote ? 1 : 0,
  archived: isArchived ? 1 : 0,
  rank: reason.rank,
})

export const pipelineRowOf = (pipeline: Pipeline): Omit<PipelineRow, 'repricing'> => ({
  id: pipeline.id,
  name: pipeline.name,
  currency: pipeline.currency,
  reason_required: pipeline.reasonRequired ? 1 : 0,
  may_skip: pipeline.maySkip ? 1 : 0,
  is_default: pipeline.isDefault ? 1 : 0,
  archived: pipeline.isArchived ? 1 : 0,
  members: JSON.stringify(pipeline.memberIds),
  rank: pipeline.rank,
  version: pipeline.version,
  becoming: pipeline.becoming ?? null,
})
