import type { FieldKind, FieldRecord } from '#shared/protocol/fields'

export type CustomFieldRow = {
  id: string
  record: FieldRecord
  name: string
  kind: FieldKind
  /** JSON of a list. */
  options: string
  rank: string
  version: number
  removed: number
}

/** One row: whoever changes fields or the mapping holds it. */
export type LeadMappingRow = {
  id: number
  /** JSON of where each field goes; null for the usual way. */
  targets: string | null
  version: number
}

export type FieldTables = { custom_field: CustomFieldRow; lead_mapping: LeadMappingRow }
