export type DealRow = {
  id: string
  pipeline_id: string
  stage_id: string
  person_id: string
  /** Its person's, kept here so that a column is found by it. */
  site_id: string
  conversation_id: string | null
  owner_id: string | null
  name: string
  amount: number | null
  currency: string
  closes_on: string | null
  description: string
  source: string
  outcome: 'open' | 'won' | 'lost'
  loss_reason_id: string | null
  loss_note: string
  last_open_stage_id: string
  closed_at: string | null
  stage_since: string
  rank: string
  created_at: string
  version: number
  removed: number
  open_tasks: number
  next_task_at: string | null
}

/** What a stage's deals of one site come to, kept in the changes that touch them. Amounts in minor units. */
export type StageTotalRow = { stage_id: string; site_id: string; deal_count: number; deal_amount: number }

export type DealTables = { deal: DealRow; stage_total: StageTotalRow }
