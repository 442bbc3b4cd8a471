import { z } from 'zod'
import { Id, Rid, request } from './define'
import { FieldChanges } from './details'
import { Lead } from './leads'

/** Where a value of a lead goes when it is converted. */
export const MapTarget = z.object({
  record: z.enum(['contact', 'company', 'deal']),
  /** A field of that record; one of your own is `custom.ID`. */
  field: z.string().max(60),
  /** Between two lists: which choice becomes which. One that is not named stays on the lead. */
  options: z.record(Id, Id).optional(),
})

/** A field of a lead: its name, or `custom.ID`. */
const LeadField = z.string().regex(/^[a-zA-Z]{1,40}$|^custom\.[\da-f-]{36}$/)

const Targets = z.array(MapTarget).max(3)

/** By field of the lead; one that is not named goes nowhere, and stays on the lead. */
export const LeadTargets = z.record(LeadField, Targets)

/** What goes where when a lead is converted, as the whole installation has it. */
export const FieldMapping = z.object({ targets: LeadTargets, version: z.int() })
export type FieldMapping = z.infer<typeof FieldMapping>

const Values = z.record(z.string(), z.unknown())

const tags = ['Fields']

export const mappingRequests = {
  read: request({ door: 'team', permission: 'leads.read', limit: 'read' })
    .route({ method: 'GET', path: '/field-mapping', summary: 'Where the fields of a lead go', tags })
    .input(z.object({}))
    .output(FieldMapping),
  save: request({ door: 'agent', permission: 'settings.manage', limit: 'change' })
    .route({ method: 'PATCH', path: '/field-mapping', summary: 'Change where fields of a lead go', tags })
    .input(
      z.object({
        rid: Rid,
        /** Each field refused `stale` by itself, and `mapping-incompatible` where it does not fit. */
        changes: z
          .record(LeadField, z.object({ was: Targets, is: Targets }))
          .refine((changes) => Object.keys(changes).length <= 100),
      }),
    )
    .output(FieldMapping),
  try: request({ door: 'team', permission: 'leads.read', limit: 'read' })
    .route({ method: 'GET', path: '/leads/{leadId}/landing', summary: 'What of a lead would go where', tags })
    .input(z.object({ leadId: Id }))
    .output(
      z.object({
        lead: Lead,
        contact: Values,
        company: Values,
        deal: Values,
        /** What stays on the lead, because it goes nowhere. */
        left: z.array(z.object({ field: z.string(), value: z.unknown() })),
      }),
    ),
}

export const mappingFacts = {
  'mapping.saved': z.object({ mapping: FieldMapping, byAgentId: Id, changes: FieldChanges }),
}
