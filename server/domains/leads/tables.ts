import type { LeadKind, LeadVia } from '#shared/protocol/leads'

export type LeadRow = {
  id: string
  /** Its person's, kept here so that a list is found by it. */
  site_id: string
  person_id: string
  status_id: string
  name: string
  /** JSON of a list. */
  emails: string
  /** JSON of a list. */
  phones: string
  company: string
  title: string
  industry: string
  website: string
  address: string
  description: string
  source: string
  via: LeadVia
  /** JSON of a list. */
  tags: string
  owner_id: string | null
  may_mail: number | null
  /** JSON of values by their fields. */
  custom: string
  reason: string
  said_name: string
  converted_at: string | null
  converted_by: string | null
  contact_id: string | null
  company_id: string | null
  deal_id: string | null
  status_since: string
  created_at: string
  version: number
  removed: number
  /** 1 until it is converted: a person has at most one such. */
  is_open: number
  /** The name as lists are ordered by it. */
  name_key: string
  /** Everything a lead is found by, folded. */
  words: string
  /** The newest chat its person had begun when it was made: shared/rules/chat-money.ts. */
  conversation_id: string | null
}

export type LeadStatusRow = { id: string; name: string; kind: LeadKind; position: number; version: number }

export type LeadTables = { lead: LeadRow; lead_status: LeadStatusRow }
