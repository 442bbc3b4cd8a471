import { z } from 'zod'
import { type TimelineFact, timelineKinds, told } from '#shared/rules/timeline'
import { Id, Position, request } from './define'

const Kind = z.enum(timelineKinds)

/** Something that has happened with a person, or at a company. `data` is that of the fact of this name. */
export const TimelineEntry = z.object({
  n: Position,
  name: z.enum(Object.keys(told) as [TimelineFact, ...TimelineFact[]]),
  at: z.string(),
  kind: Kind,
  /** Whom it is about; null where that is a company. */
  personId: Id.nullable(),
  byAgentId: Id.nullable(),
  data: z.unknown(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

const page = {
  /** Of every kind when none is named. What one may not read is left out. */
  kinds: z.array(Kind).max(timelineKinds.length).default([]),
  /** `next` of the page before: only what happened before it. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
}
const Told = z.object({ items: z.array(TimelineEntry), next: Position.nullable() })
const read = { door: 'team', permission: 'contacts.read', limit: 'read' } as const

export const timelineRequests = {
  timeline: request(read)
    .route({ method: 'GET', path: '/people/{personId}/timeline', summary: 'What has happened', tags: ['People'] })
    .input(z.object({ personId: Id, ...page }))
    .output(Told),
}

export const companyTimelineRequests = {
  /** Of the company itself and of everybody who works there. */
  timeline: request(read)
    .route({
      method: 'GET',
      path: '/companies/{companyId}/timeline',
      summary: 'What has happened',
      tags: ['Companies'],
    })
    .input(z.object({ companyId: Id, ...page }))
    .output(Told),
}
