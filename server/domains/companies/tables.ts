export type CompanyRow = {
  id: string
  site_id: string
  name: string
  /** JSON of a list. */
  domains: string
  /** JSON of a list. */
  phones: string
  website: string
  industry: string
  tax_office: string
  tax_number: string
  address: string
  description: string
  /** JSON of a list. */
  tags: string
  owner_id: string | null
  /** JSON of values by their fields. */
  custom: string
  created_at: string
  version: number
  removed: number
  /** The name as lists are ordered by it. */
  name_key: string
  /** Everything a company is found by, folded. */
  words: string
}

/** By what a company is recognised. */
export type CompanyKeyRow = { company_id: string; site_id: string; kind: 'domain' | 'phone' | 'name'; key: string }

export type CompanyTables = { company: CompanyRow; company_key: CompanyKeyRow }
