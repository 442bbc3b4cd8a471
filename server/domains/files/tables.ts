/** A file beside a deal, a person or a company. */
export type FileRow = {
  id: string
  record: 'deal' | 'person' | 'company'
  record_id: string
  /** Null where it is a company's. */
  person_id: string | null
  site_id: string
  name: string
  type: string
  size: number
  /** Of its bytes, base64. */
  sha256: string
  agent_id: string | null
  added_at: string
  version: number
  removed: number
}

export type FileTables = { file: FileRow }
