export type ConversationRow = {
  id: string
  site_id: string
  person_id: string
  status: 'open' | 'closed'
  assignee_id: string | null
  head: number
  preview: string
  preview_by: 'visitor' | 'agent' | 'system'
  last_at: string
  waiting_since: string | null
  unread: number
  visitor_delivered: number
  visitor_read: number
  agent_delivered: number
  agent_read: number
  started_at: string
  version: number
  /** Whose browsers show it: whoever began it, whoever they turn out to be. */
  begun_by: string
  /** Where it was begun, and what led there, as shared/rules/chat-money.ts reads it. */
  page: string | null
  utm_source: string | null
  utm_campaign: string | null
  /** Who of the team answered first, and after how many seconds; a program answers as nobody. */
  replied_by: string | null
  replied_after: number | null
}

export type MessageRow = {
  conversation_id: string
  seq: number
  n: number
  id: string
  kind: 'text' | 'closed' | 'reopened'
  author: 'visitor' | 'agent' | 'system'
  agent_id: string | null
  body: string
  sent_at: string
}

export type NoteRow = {
  id: string
  conversation_id: string
  person_id: string
  agent_id: string
  body: string
  after_seq: number
  n: number
  written_at: string
}

export type ConversationTables = { conversation: ConversationRow; message: MessageRow; note: NoteRow }
