export type PersonRow = {
  id: string
  site_id: string
  name: string | null
  code: string
  /** JSON of what the host page said. */
  attributes: string
  language: string
  /** JSON of the first page. */
  origin: string
  device: string
  first_seen_at: string
  version: number
  /** Name and code, folded. */
  words: string
  /** Who turned out to be the same and has everything now. */
  merged_into: string | null
}

export type VisitorRow = {
  id: string
  person_id: string
  site_id: string
  /** SHA-256 of the token the browser chose; the token itself is stored nowhere here. */
  token_hash: string
  created_at: string
}

/** By what somebody is recognised; one row for each thing known of them in a lead or a contact. */
export type PersonKeyRow = {
  person_id: string
  site_id: string
  module: 'lead' | 'contact'
  kind: 'email' | 'phone' | 'name'
  key: string
}

export type PeopleTables = { person: PersonRow; visitor: VisitorRow; person_key: PersonKeyRow }
