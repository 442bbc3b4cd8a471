/** A note beside a deal, a person or a company. Those of conversations stand in their threads. */
export type RecordNoteRow = {
  id: string
  record: 'deal' | 'person' | 'company'
  record_id: string
  agent_id: string | null
  body: string
  /** JSON list of agents. */
  mentions: string
  pinned: number
  written_at: string
  edited_at: string | null
  removed: number
  version: number
}

export type NoteTables = { record_note: RecordNoteRow }
