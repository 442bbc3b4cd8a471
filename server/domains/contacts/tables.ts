export type ContactRow = {
  id: string
  /** Its person's, kept here so that a list is found by it. */
  site_id: string
  person_id: string
  company_id: string | null
  name: string
  /** JSON of a list. */
  emails: string
  /** JSON of a list. */
  phones: string
  title: string
  language: string
  time_zone: string
  website: string
  address: string
  description: string
  source: string
  /** JSON of a list. */
  tags: string
  owner_id: string | null
  may_mail: number | null
  /** JSON of values by their fields. */
  custom: string
  created_at: string
  version: number
  removed: number
  merged_into: string | null
  /** The name as lists are ordered by it. */
  name_key: string
  /** Everything a contact is found by, folded. */
  words: string
}

export type ContactTables = { contact: ContactRow }
