import type { ViewOf } from '#shared/protocol/views'

export type ViewRow = {
  id: string
  agent_id: string
  of: ViewOf
  name: string
  shared: number
  /** JSON of the words. */
  filter: string
  sort: string | null
  version: number
}

export type ListTables = { kept_view: ViewRow }
