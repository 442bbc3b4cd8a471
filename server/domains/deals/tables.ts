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
  probability: number | null
  /** JSON list of words. */
  tags: string
  description: string
  source: string
  /** JSON of values by their fields. */
  custom: string
  outcome: 'open' | 'won' | 'lost'
  loss_reason_id: string | null
  loss_note: string
  competitor: string
  last_open_stage_id: string
  closed_at: string | null
  stage_since: string
  /** JSON list of quotes. */
  quotes: string
  rank: string
  created_at: string
  version: number
  removed: number
  open_tasks: number
  next_task_at: string | null
  touched_at: string
  /** The name as it is sorted by. */
  name_key: string
  /** What it is found by, folded, each word between line ends; the same words stand in `deal_word`. */
  words: string
}

/** A word a deal is found by. */
export type DealWordRow = { site_id: string; word: string; deal_id: string }

/** What a stage's deals of one site come to, kept in the changes that touch them. Amounts in minor units. */
export type StageTotalRow = {
  stage_id: string
  site_id: string
  deal_count: number
  deal_amount: number
  /** Of deals whose chance was set by hand: their amount, and amount times percent. */
  hand_amount: number
  hand_weighted: number
}

/** A deal's stay in an open stage; the one that lasts has not left. */
export type StageStayRow = {
  deal_id: string
  stage_id: string
  site_id: string
  entered_at: string
  left_at: string | null
  /** Further along or won, back, to another pipeline, or lost. */
  went: 'on' | 'back' | 'away' | 'lost' | null
}

/** That a deal has stood in a stage, once however often it came back. */
export type StageVisitRow = { deal_id: string; stage_id: string }

export type DealTables = {
  deal: DealRow
  deal_word: DealWordRow
  stage_total: StageTotalRow
  stage_visit: StageVisitRow
  stage_stay: StageStayRow
}
