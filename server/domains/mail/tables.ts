import type { MailState } from '#shared/protocol/mail'

export type MailRow = {
  id: string
  site_id: string
  person_id: string
  recipient: string
  subject: string
  body: string
  state: MailState
  tries: number
  /** When it is tried next; also while it is being tried, for the case that nobody lives to tell of it. */
  next_at: string | null
  last_error: string
  rule_id: string
  rule_name: string
  created_at: string
  /** When it was wanted last, from which its days are counted. */
  wanted_at: string
  sent_at: string | null
}

export type MailTables = { mail: MailRow }
