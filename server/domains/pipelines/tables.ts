import type { StageKind } from '#shared/protocol/pipelines'

export type StageRow = {
  id: string
  pipeline_id: string
  name: string
  kind: StageKind
  probability: number
  rank: string
  deal_count: number
  /** Sum of the amounts of its deals, minor units. */
  deal_amount: number
}

export type LossReasonRow = { id: string; pipeline_id: string; label: string; needs_note: number; rank: string }

export type PipelineTables = {
  pipeline: { id: string; name: string; currency: string; rank: string; version: number }
  stage: StageRow
  loss_reason: LossReasonRow
}
