import { signal } from '@preact/signals'
import type { Lead } from '#shared/protocol/leads'
import { BatchDialog } from './batch-dialog'
import { ConvertDialog } from './convert-dialog'

/** The lead whose conversion is being looked at, and the deal it began with. */
const converting = signal<{ lead: Lead; dealId: string | null } | null>(null)

/** Many leads that are on their way, looked at. */
const batch = signal<string | null>(null)

/** Shows how far many leads are on their way. */
export function showBatch(batchId: string): void {
  batch.value = batchId
}

/** Opens the review of a conversion. */
export function beginConversion(lead: Lead, dealId: string | null = null): void {
  converting.value = { lead, dealId }
}

/**
 * The review, and what came of it. It stands above all screens: whatever it was opened from is gone once the lead is
 * converted.
 */
export function Conversion() {
  const now = converting.value
  if (batch.value) return <BatchDialog batchId={batch.value} onClose={() => (batch.value = null)} />
  if (!now) return null
  return <ConvertDialog key={now.lead.id} {...now} onClose={() => (converting.value = null)} />
}
