import { z } from 'zod'
import { Id, Instant, request } from './define'

/** The records a great act touches. */
export const RecordKind = z.enum([
  'person',
  'lead',
  'contact',
  'company',
  'deal',
  'task',
  'conversation',
  'note',
  'file',
])
export type RecordKind = z.infer<typeof RecordKind>

/** A great act that can still be taken back. */
export const ChangeRecord = z.object({
  id: Id,
  kind: z.enum(['conversion', 'merge']),
  personId: Id,
  contactId: Id,
  /** The lead that was converted. */
  leadId: Id.nullable(),
  /** What the lead, or the contact that was merged into this one, was called. */
  about: z.string(),
  byAgentId: Id.nullable(),
  at: Instant,
  /** Until then it can be taken back. */
  expiresAt: Instant,
})
export type ChangeRecord = z.infer<typeof ChangeRecord>

/** Why a great act cannot be taken back: something that happened since. */
export const Block = z.object({
  record: RecordKind,
  id: Id,
  name: z.string(),
  /** The field that was changed since; null where it is the record as a whole. */
  field: z.string().nullable(),
  /** `closed`: a deal of a pipeline one may not know. */
  why: z.enum(['changed', 'merged', 'removed', 'used', 'closed']),
  /** Who did it, where that can be told. */
  byAgentId: Id.nullable(),
})
export type Block = z.infer<typeof Block>

export const changeRequests = {
  /** The latest first. */
  changes: request({ door: 'team', permission: 'contacts.read', limit: 'read' })
    .route({
      method: 'GET',
      path: '/contacts/{contactId}/changes',
      summary: 'Conversions and merges that can be taken back',
      tags: ['Contacts'],
    })
    .input(z.object({ contactId: Id }))
    .output(z.array(ChangeRecord)),
}
