export type SiteRow = {
  id: string
  /** Public; stands in the script tag. */
  key: string
  name: string
  /** JSON list of host patterns. */
  domains: string
  locale: 'en' | 'tr'
  /** Where its deals begin; null for the default. */
  pipeline_id: string | null
  auto_deal: 'never' | 'details'
  version: number
}

export type SiteTables = { site: SiteRow }
