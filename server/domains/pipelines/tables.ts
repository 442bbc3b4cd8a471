import type { StageKind } from '#shared/protocol/pipelines'

export type StageRow = {
  id: string
  pipeline_id: string
  name: string
  kind: StageKind
  probability: number
  rank: string
}

export type LossReasonRow = { id: string; pipeline_id: string; label: string; needs_note: number; rank: string }

export type PipelineTables = {
  pipeline: { id: string; name: string; currency: string; rank: string; version: number }
  stage: StageRow
  loss_reason: LossReasonRow
}
