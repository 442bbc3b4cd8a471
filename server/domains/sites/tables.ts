export type SiteRow = {
  id: string
  /** Public; stands in the script tag. */
  key: string
  name: string
  /** JSON list of host patterns. */
  domains: string
  locale: 'en' | 'tr'
  version: number
}

export type SiteTables = { site: SiteRow }
