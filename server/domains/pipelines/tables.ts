import type { Stage, StageKind } from '#shared/protocol/pipelines'

export type StageRow = {
  id: string
  pipeline_id: string
  name: string
  kind: StageKind
  probability: number
  color: Stage['color']
  description: string
  rotting_days: number | null
  /** JSON list of fields. */
  requires: string
  archived: number
  /** Of an archived stage, or one that will be: where its deals went, and where those that ended there reopen. */
  successor_id: string | null
  /** Of a stage that is being removed: where its deals are on their way to, and by whom. */
  going_to: string | null
  going_by: string | null
  rank: string
}

export type LossReasonRow = {
  id: string
  pipeline_id: string
  label: string
  needs_note: number
  archived: number
  rank: string
}

export type PipelineRow = {
  id: string
  name: string
  currency: string
  reason_required: number
  may_skip: number
  is_default: number
  archived: number
  /** JSON list of the agents it is open to; empty for everybody. */
  members: string
  rank: string
  version: number
  /** While its deals are converted: the currency it will have, and JSON of how and by whom. */
  becoming: string | null
  repricing: string | null
}

export type PipelineTables = {
  pipeline: PipelineRow
  stage: StageRow
  loss_reason: LossReasonRow
}
