export type ConversionBatchRow = { id: string; by_agent_id: string; at: string }

export type ConversionBatchLeadRow = {
  batch_id: string
  position: number
  lead_id: string
  state: 'waiting' | 'converted' | 'skipped' | 'refused'
  /** The refusal it met. */
  refused: string | null
  contact_id: string | null
}

export type ConversionTables = {
  conversion_batch: ConversionBatchRow
  conversion_batch_lead: ConversionBatchLeadRow
}
