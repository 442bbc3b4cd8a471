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
}

export type VisitorRow = {
  id: string
  person_id: string
  site_id: string
  /** SHA-256 of the token the browser chose; the token itself is stored nowhere here. */
  token_hash: string
  created_at: string
}

export type PeopleTables = { person: PersonRow; visitor: VisitorRow }
