/** A great act and all it takes to bring it back. */
export type ChangeRow = {
  id: string
  kind: 'conversion' | 'merge'
  site_id: string
  /** Whoever has everything now. */
  person_id: string
  /** Whoever turned out to be the same; null where nobody did. */
  gone_id: string | null
  lead_id: string | null
  contact_id: string
  /** What the lead or the other contact was called. */
  about: string
  by_agent_id: string | null
  at: string
  expires_at: string
  undone_at: string | null
  /** JSON of a list of steps. */
  steps: string
}

export type UndoTables = { change_record: ChangeRow }
