import { z } from 'zod'
import { Agent, Me } from './agents'
import { InboxCounts } from './conversations'
import { FactEnvelope, Id, Position, request } from './define'
import { CustomField } from './fields'
import { LeadCount, LeadStatus } from './leads'
import { FieldMapping } from './mapping'
import { Page } from './people'
import { Pipeline } from './pipelines'
import { Installation } from './setup'
import { Site } from './sites'

export const consoleRequests = {
  /** The ground the console stands on; lists and threads are asked for one by one. */
  load: request({ door: 'agent', permission: null, limit: 'read' })
    .route({ method: 'GET', path: '/console', summary: 'Everything the console starts with', tags: ['Console'] })
    .input(z.object({}))
    .output(
      z.object({
        epoch: z.string(),
        /** Where the number line stood when this was read. */
        n: Position,
        me: Me,
        installation: Installation,
        /** Multiplies every rate limit; another value than 1 is for load tests and is shown to whoever manages the house. */
        limitsFactor: z.number(),
        agents: z.array(Agent),
        sites: z.array(Site),
        pipelines: z.array(Pipeline),
        /** Fields of the installation's own, removed ones too. */
        fields: z.array(CustomField),
        leadMapping: FieldMapping,
        /** In the order of a lead's way. */
        leadStatuses: z.array(LeadStatus),
        leadCounts: z.array(LeadCount),
        counts: InboxCounts,
        onlineAgentIds: z.array(Id),
        onlinePersonIds: z.array(Id),
        pages: z.array(z.object({ conversationId: Id, page: Page })),
      }),
    ),
  /** Facts beyond `after` that my scopes hear, in order; `resync` when they are no longer kept or are not mine to ask. */
  sync: request({ door: 'agent', permission: null, limit: 'read' })
    .route({ method: 'GET', path: '/console/facts', summary: 'What happened since', tags: ['Console'] })
    .input(z.object({ epoch: z.string().max(64), after: z.coerce.number().int().min(0) }))
    .output(
      z.discriminatedUnion('resync', [
        z.object({ resync: z.literal(true) }),
        z.object({ resync: z.literal(false), facts: z.array(FactEnvelope), n: Position, more: z.boolean() }),
      ]),
    ),
}
