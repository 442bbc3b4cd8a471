import { z } from 'zod'
import { Cursor, Day, Id, Instant, Rid, request, text } from './define'

/** Largest amount of a deal in minor units; twelve digits stay exact in every double. */
export const amountLimit = 999_999_999_999

export const Amount = z.int().min(0).max(amountLimit)

/** Something a person may buy, on its way through a pipeline. Its outcome is the kind of its stage. */
export const Deal = z.object({
  id: Id,
  pipelineId: Id,
  stageId: Id,
  personId: Id,
  /** Its person's. Who does not work there knows nothing of the deal. */
  siteId: Id,
  /** The conversation it was made in. */
  conversationId: Id.nullable(),
  ownerId: Id.nullable(),
  name: z.string(),
  /** Minor units of the pipeline's currency; null while unknown. */
  amount: z.int().nullable(),
  currency: z.string().length(3),
  closesOn: Day.nullable(),
  description: z.string(),
  /** Where it came from: site and page. */
  source: z.string(),
  outcome: z.enum(['open', 'won', 'lost']),
  lossReasonId: Id.nullable(),
  lossNote: z.string(),
  /** The open stage it stood in when it was won or lost; reopening returns there. */
  lastOpenStageId: Id,
  closedAt: Instant.nullable(),
  stageSince: Instant,
  /** Order inside its stage: fractional rank, compared as bytes, then by id. */
  rank: z.string(),
  createdAt: Instant,
  version: z.int(),
  removed: z.boolean(),
})
export type Deal = z.infer<typeof Deal>

/** A card on the board: the deal, whose it is and what comes next. */
export const DealCard = z.object({
  deal: Deal,
  /** Empty while nobody knows; screens then say "Visitor" and the code. */
  personName: z.string(),
  personCode: z.string(),
  /** Due time of the nearest open task. */
  nextTaskAt: Instant.nullable(),
  hasOpenTask: z.boolean(),
})
export type DealCard = z.infer<typeof DealCard>

/** Totals of one stage over all deals of one site, not only those loaded. Amounts in minor units. */
export const StageTotals = z.object({ stageId: Id, siteId: Id, count: z.int(), amount: z.int() })
export type StageTotals = z.infer<typeof StageTotals>

export const Column = z.object({
  stageId: Id,
  /** One for each site the reader works on that ever had deals here; a stage is worth their sum. */
  totals: z.array(StageTotals),
  cards: z.array(DealCard),
  next: z.string().nullable(),
})
export type Column = z.infer<typeof Column>

/** One line of a deal's history, read from the facts. */
export const DealEvent = z.object({
  n: z.int(),
  name: z.string(),
  at: Instant,
  byAgentId: Id.nullable(),
  /** What changed: field, before, after. Empty for acts that are their own story. */
  changes: z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() })),
})
export type DealEvent = z.infer<typeof DealEvent>

/** A field as the editor saw it and as it shall be; refused `stale` when somebody else was faster. */
const change = <S extends z.ZodType>(schema: S) => z.object({ was: schema, is: schema }).optional()

export const DealChanges = z.object({
  name: change(text(120)),
  amount: change(Amount.nullable()),
  closesOn: change(Day.nullable()),
  ownerId: change(Id.nullable()),
  description: change(text(32_000, 0)),
  source: change(text(300, 0)),
})
export type DealChanges = z.infer<typeof DealChanges>

const read = { door: 'team', permission: 'deals.read', limit: 'read' } as const
const write = { door: 'team', permission: 'deals.write', limit: 'change' } as const

export const dealRequests = {
  create: request(write)
    .route({ method: 'POST', path: '/deals', summary: 'Make a deal', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        personId: Id,
        conversationId: Id.nullable(),
        /** The first pipeline when absent. */
        pipelineId: Id.optional(),
        /** Made from the person's name and today's date when absent. */
        name: text(120).optional(),
      }),
    )
    .output(Deal),
  read: request(read)
    .route({ method: 'GET', path: '/deals/{dealId}', summary: 'One deal', tags: ['Deals'] })
    .input(z.object({ dealId: Id }))
    .output(Deal),
  ofPerson: request(read)
    .route({ method: 'GET', path: '/people/{personId}/deals', summary: 'Deals of a person', tags: ['Deals'] })
    .input(z.object({ personId: Id }))
    .output(z.array(Deal)),
  edit: request(write)
    .route({ method: 'PATCH', path: '/deals/{dealId}', summary: 'Change fields of a deal', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id, changes: DealChanges }))
    .output(Deal),
  move: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/move', summary: 'Move to an open stage or place', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        dealId: Id,
        /** The stage the mover saw it in; refused `stale` when it stands elsewhere by now. */
        fromStageId: Id,
        stageId: Id,
        /** The card it is put in front of; null for the end, absent for the top. */
        beforeId: Id.nullable().optional(),
      }),
    )
    .output(Deal),
  win: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/win', summary: 'Win a deal', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id, amount: Amount.nullable().optional(), closedOn: Day.optional() }))
    .output(Deal),
  lose: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/lose', summary: 'Lose a deal, with its reason', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        dealId: Id,
        /** Refused `loss-reason-required` when absent. */
        lossReasonId: Id.optional(),
        lossNote: text(2000, 0).optional(),
      }),
    )
    .output(Deal),
  reopen: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/reopen', summary: 'Reopen a won or lost deal', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id }))
    .output(Deal),
  remove: request(write)
    .route({ method: 'DELETE', path: '/deals/{dealId}', summary: 'Take a deal back', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id }))
    .output(Deal),
  board: request(read)
    .route({
      method: 'GET',
      path: '/pipelines/{pipelineId}/board',
      summary: 'All columns with totals',
      tags: ['Deals'],
    })
    .input(z.object({ pipelineId: Id }))
    .output(z.object({ columns: z.array(Column) })),
  column: request(read)
    .route({ method: 'GET', path: '/stages/{stageId}/deals', summary: 'More cards of one column', tags: ['Deals'] })
    .input(z.object({ stageId: Id, cursor: Cursor }))
    .output(Column),
  history: request(read)
    .route({ method: 'GET', path: '/deals/{dealId}/history', summary: 'What happened to a deal', tags: ['Deals'] })
    .input(z.object({ dealId: Id }))
    .output(z.array(DealEvent)),
}

/** Every deal fact carries the deal as it stands after and the card's surroundings, so a board needs no second read. */
const dealFact = <Shape extends z.ZodRawShape>(more: Shape) =>
  DealCard.extend({
    byAgentId: Id.nullable(),
    /** Totals of the stages this fact changed, as they stand after it. */
    totals: z.array(StageTotals),
    ...more,
  })

export const dealFacts = {
  'deal.created': dealFact({}),
  'deal.edited': dealFact({
    changes: z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() })),
  }),
  'deal.moved': dealFact({ fromStageId: Id }),
  'deal.won': dealFact({ fromStageId: Id }),
  'deal.lost': dealFact({ fromStageId: Id }),
  'deal.reopened': dealFact({ fromStageId: Id }),
  'deal.removed': dealFact({}),
}
