export type DealRow = {
  id: string
  pipeline_id: string
  stage_id: string
  person_id: string
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

export type DealTables = { deal: DealRow }
