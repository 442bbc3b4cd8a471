import type { Event, Run } from '#shared/protocol/rules'

export type RuleRow = {
  id: string
  site_id: string | null
  name: string
  is_on: number
  /** JSON of its trigger. */
  waits_for: string
  /** JSON of a list. */
  conditions: string
  /** JSON of a list. */
  actions: string
  /** What its calls are signed with, sealed; null while it makes none. */
  secret: string | null
  /** It hears facts beyond this number: what happened before it was switched on is not its business. */
  since_n: number
  /** What became due by this moment has been seen to. */
  clock_at: string
  created_at: string
  version: number
  removed: number
}

/** Up to where the facts have been worked off: one row. */
export type RuleCursorRow = { id: number; n: number }

/** One time a rule looked at something that happened; the key is why its effects happen once. */
export type RuleRunRow = {
  rule_id: string
  /** `fact:N`, `stay:DEAL:SINCE` or `late:TASK:DUE`. */
  occasion: string
  at: string
  happened: Event
  outcome: Run['outcome']
  /** JSON of why it was skipped. */
  skip: string | null
  /** JSON of a list. */
  deeds: string
  person_id: string
  deal_id: string | null
  conversation_id: string | null
  lead_id: string | null
}

/** A call that waits for its answer. */
export type RuleCallRow = {
  id: string
  rule_id: string
  occasion: string
  url: string
  /** JSON that is sent. */
  body: string
  state: 'waiting' | 'sent' | 'failed'
  tries: number
  next_at: string | null
  last_error: string
  created_at: string
}

export type RuleTables = {
  rule: RuleRow
  rule_cursor: RuleCursorRow
  rule_run: RuleRunRow
  rule_call: RuleCallRow
}
