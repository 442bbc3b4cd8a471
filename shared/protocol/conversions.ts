import { z } from 'zod'
import { Id, Instant, Rid, request } from './define'

/** What became of one of many: `skipped` where somebody with the same address or number is there already. */
export const ConversionState = z.enum(['waiting', 'converted', 'skipped', 'refused'])

/** Many leads that are converted one after the other. */
export const ConversionBatch = z.object({
  id: Id,
  byAgentId: Id,
  at: Instant,
  rows: z.array(
    z.object({
      leadId: Id,
      /** What the lead is called. */
      name: z.string(),
      state: ConversionState,
      /** Why it stays a lead: a code of the closed list of refusals. */
      refused: z.string().nullable(),
      contactId: Id.nullable(),
    }),
  ),
})
export type ConversionBatch = z.infer<typeof ConversionBatch>

const door = { door: 'agent', permission: 'leads.convert' } as const
const tags = ['Leads']

export const conversionsRequests = {
  /** Each by itself, as it would be without choosing: whoever needs a choice is left for somebody to look at. */
  begin: request({ ...door, limit: 'change' })
    .route({ method: 'POST', path: '/conversions', summary: 'Convert many leads in the background', tags })
    .input(z.object({ rid: Rid, leadIds: z.array(Id).min(1).max(200) }))
    .output(z.object({ batchId: Id })),
  read: request({ ...door, limit: 'read' })
    .route({ method: 'GET', path: '/conversions/{batchId}', summary: 'What became of each', tags })
    .input(z.object({ batchId: Id }))
    .output(ConversionBatch),
}

const batchFact = z.object({ batchId: Id, byAgentId: Id, total: z.int() })

export const conversionsFacts = {
  'conversions.begun': batchFact,
  'conversions.finished': batchFact,
}
