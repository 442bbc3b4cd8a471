import { z } from 'zod'
import { FilterParameters } from './deal-lists'
import { Day, Id, Instant, request } from './define'
import { leadWords } from './lead-lists'
import { moneyRequests } from './money-report'

/** What deals can be told apart by. Months are those of `zone`: the one they were closed in, or made in. */
export const dealDimensions = ['stage', 'lastStage', 'owner', 'site', 'source', 'reason', 'closed', 'created'] as const
export type DealDimension = (typeof dealDimensions)[number]

/** What some deals of one currency come to, in minor units; `weighted` by their chance of being won. */
const Sum = z.object({ currency: z.string(), count: z.int(), amount: z.int(), weighted: z.int() })
export type ReportSum = z.infer<typeof Sum>

/**
 * One group. The key is an id, a source, or a month as `2026-11`; null where a deal says nothing. There is one sum for
 * each currency: different currencies are never added up.
 */
export const ReportRow = z.object({ key: z.string().nullable(), sums: z.array(Sum) })
export type ReportRow = z.infer<typeof ReportRow>

/** How deals of a cohort came through one stage. */
export const FunnelStage = z.object({
  stageId: Id,
  /** Stood here or passed it by on the way to a later stage or to being won. */
  entered: z.int(),
  /** Of those, how many came to a later stage or were won. */
  movedOn: z.int(),
  /** Lost while they stood here. */
  lost: z.int(),
  /** Open, and here now. */
  standing: z.int(),
  /** Median days of the latest thousand stays that ended; null where none did. */
  days: z.number().nullable(),
})
export type FunnelStage = z.infer<typeof FunnelStage>

/** What conversations can be told apart by: who answered first, the site, the day or the hour of the week they began. */
export const chatDimensions = ['agent', 'site', 'day', 'hour'] as const
export type ChatDimension = (typeof chatDimensions)[number]

/** Conversations of one group. Times are in seconds, null where there was nothing to measure. */
export const ChatRow = z.object({
  /** An id, a day, or an hour of the week as `1 09` for nine on a Monday; null where nobody answered. */
  key: z.string().nullable(),
  chats: z.int(),
  /** Closed, or older than a day, without a word of the team. */
  missed: z.int(),
  /** From their first words to the first answer: half of them waited no longer, and nine of ten. */
  medianReply: z.number().nullable(),
  slowReply: z.number().nullable(),
  /** From the first answer to the last word, half of them. */
  medianHandling: z.number().nullable(),
})
export type ChatRow = z.infer<typeof ChatRow>

/** What leads can be told apart by; `stage` is where the deal they became stands now. */
export const leadDimensions = ['status', 'source', 'site', 'owner', 'created', 'stage'] as const
export type LeadDimension = (typeof leadDimensions)[number]

/** Of deals, whoever may not read them is told nothing. */
const OfDeals = z.int().nullable()

/** Leads of one group, and how far they came. */
export const LeadRow = z.object({
  /** An id, a source, or a month as `2026-11`; null where a lead says nothing. */
  key: z.string().nullable(),
  leads: z.int(),
  /** Of those, how many became a contact. */
  converted: z.int(),
  /** Of those converted, how many became a deal that is still there. */
  deals: OfDeals,
  /** Of those deals. */
  won: OfDeals,
  lost: OfDeals,
  /** Converted of all leads, from 0 to 1; null where there are none. */
  convertedShare: z.number().nullable(),
  /** Won of all that were converted, from 0 to 1; null where none were, or where nothing is told of deals. */
  wonShare: z.number().nullable(),
})
export type LeadRow = z.infer<typeof LeadRow>

const read = { door: 'team', permission: 'deals.read', limit: 'read' } as const
const readLeads = { door: 'team', permission: 'leads.read', limit: 'read' } as const
const readChats = { door: 'team', permission: 'conversations.read', limit: 'read' } as const
const Zone = z.string().max(64).optional().describe('IANA time zone of days and months; the installation’s if absent')

export const reportRequests = {
  deals: request(read)
    .route({
      method: 'GET',
      path: '/reports/deals',
      summary: 'What matching deals come to, group by group',
      tags: ['Reports'],
    })
    .input(z.object({ by: z.enum(dealDimensions), pipelineId: Id.optional(), ...FilterParameters.shape, zone: Zone }))
    .output(
      z.object({
        at: Instant,
        /** The greatest two hundred; months in their order. */
        rows: z.array(ReportRow),
        /** All groups together, those left out too. */
        total: z.array(Sum),
        /** How many groups were left out. */
        more: z.int(),
      }),
    ),
  funnel: request(read)
    .route({
      method: 'GET',
      path: '/reports/funnel/{pipelineId}',
      summary: 'How matching deals came through the stages of a pipeline',
      tags: ['Reports'],
    })
    .input(z.object({ pipelineId: Id, ...FilterParameters.shape, zone: Zone }))
    .output(z.object({ at: Instant, deals: z.int(), won: z.int(), lost: z.int(), stages: z.array(FunnelStage) })),
  leads: request(readLeads)
    .route({
      method: 'GET',
      path: '/reports/leads',
      summary: 'What became of leads, group by group',
      tags: ['Reports'],
    })
    .input(z.object({ by: z.enum(leadDimensions), ...leadWords, zone: Zone }))
    .output(
      z.object({
        at: Instant,
        /** The greatest two hundred; months in their order. */
        rows: z.array(LeadRow),
        /** All groups together, those left out too. */
        total: LeadRow,
        /** How many groups were left out. */
        more: z.int(),
      }),
    ),
  chats: request(readChats)
    .route({ method: 'GET', path: '/reports/chats', summary: 'How conversations were answered', tags: ['Reports'] })
    .input(
      z.object({
        by: z.enum(chatDimensions),
        /** Days on which they began, both included. */
        from: Day,
        until: Day,
        siteId: Id.optional(),
        zone: Zone,
      }),
    )
    .output(z.object({ at: Instant, rows: z.array(ChatRow), total: ChatRow })),
  ...moneyRequests,
}
