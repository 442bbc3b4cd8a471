import { z } from 'zod'
import { by, Day, Id, Instant, Rid, request, Seq, text } from './define'
import { Custom, CustomChanges } from './fields'

/** Largest amount of a deal in minor units; twelve digits stay exact in every double. */
export const amountLimit = 999_999_999_999

export const Amount = z.int().min(0).max(amountLimit)

/** Where in a conversation a field of a deal was said, so that it can be read there again. */
export const Quote = z.object({ field: z.string(), conversationId: Id, seq: Seq })
export type Quote = z.infer<typeof Quote>

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
  /** Chance of winning in whole percent, set by hand; null follows the stage's. */
  probability: z.int().min(0).max(100).nullable(),
  tags: z.array(z.string()),
  description: z.string(),
  /** Where it came from: site and page. */
  source: z.string(),
  custom: Custom,
  outcome: z.enum(['open', 'won', 'lost']),
  lossReasonId: Id.nullable(),
  lossNote: z.string(),
  /** Who won it instead, where somebody said so. */
  competitor: z.string(),
  /** The open stage it stood in when it was won or lost; reopening returns there. */
  lastOpenStageId: Id,
  closedAt: Instant.nullable(),
  stageSince: Instant,
  /** Order inside its stage: fractional rank, compared as bytes, then by id. */
  rank: z.string(),
  /** For fields taken from a message; a field that is written by hand has none. */
  quotes: z.array(Quote),
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
  /** When the person or the team last wrote, left a note or did a task of it. */
  touchedAt: Instant,
})
export type DealCard = z.infer<typeof DealCard>

/**
 * Totals of one stage over all deals of one site, not only those loaded. Amounts in minor units. `byHand` is the part
 * of the deals whose chance was set by hand: their amount, and their amounts times whole percent.
 */
export const StageTotals = z.object({
  stageId: Id,
  siteId: Id,
  count: z.int(),
  amount: z.int(),
  byHand: z.object({ amount: z.int(), weighted: z.int() }),
})
export type StageTotals = z.infer<typeof StageTotals>

/** One line of a deal's history, read from the facts. */
export const DealEvent = z.object({
  n: z.int(),
  name: z.string(),
  at: Instant,
  ...by,
  /** What changed: field, before, after. Empty for acts that are their own story. */
  changes: z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() })),
})
export type DealEvent = z.infer<typeof DealEvent>

/** A field as the editor saw it and as it shall be; refused `stale` when somebody else was faster. */
const change = <S extends z.ZodType>(schema: S) => z.object({ was: schema, is: schema }).optional()

/** A short word to find deals by. */
export const Tag = text(40)
const Tags = z.array(Tag).max(20)

export const DealChanges = z.object({
  name: change(text(120)),
  amount: change(Amount.nullable()),
  closesOn: change(Day.nullable()),
  ownerId: change(Id.nullable()),
  probability: change(z.int().min(0).max(100).nullable()),
  tags: change(Tags),
  description: change(text(32_000, 0)),
  source: change(text(300, 0)),
  custom: CustomChanges,
})
export type DealChanges = z.infer<typeof DealChanges>

/** What somebody fills in on the way into a stage that asks for it. */
export const EntryFields = z.object({
  amount: Amount.optional(),
  closesOn: Day.optional(),
  ownerId: Id.optional(),
  description: text(32_000).optional(),
})
export type EntryFields = z.infer<typeof EntryFields>

/** What becomes of a deal's open tasks when it ends. */
export const OpenTasks = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['keep', 'complete', 'cancel']) }),
  z.object({ act: z.literal('reassign'), toAgentId: Id }),
])
export type OpenTasks = z.infer<typeof OpenTasks>

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
        /** When absent, the pipeline of the person's site, else the default one. */
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
    .output(z.array(DealCard)),
  openOf: request(read)
    .route({ method: 'GET', path: '/open-deals', summary: 'Open deals of several people', tags: ['Deals'] })
    .input(z.object({ personIds: z.array(Id).max(100) }))
    .output(z.array(DealCard)),
  edit: request(write)
    .route({ method: 'PATCH', path: '/deals/{dealId}', summary: 'Change fields of a deal', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        dealId: Id,
        changes: DealChanges,
        /** The message all this was taken from, in a conversation of the deal's person. */
        from: z.object({ conversationId: Id, seq: Seq.min(1) }).optional(),
      }),
    )
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
        /** For what the stage asks and the deal does not say yet; refused `fields-required` without. */
        fields: EntryFields.optional(),
      }),
    )
    .output(Deal),
  win: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/win', summary: 'Win a deal', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        dealId: Id,
        amount: Amount.nullable().optional(),
        closedOn: Day.optional(),
        /** They stay as they are when absent. */
        tasks: OpenTasks.optional(),
      }),
    )
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
        competitor: text(120, 0).optional(),
        /** They stay as they are when absent. */
        tasks: OpenTasks.optional(),
        /** A task on this day brings the person back to mind. */
        followUpOn: Day.optional(),
      }),
    )
    .output(Deal),
  reopen: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/reopen', summary: 'Reopen a won or lost deal', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id }))
    .output(Deal),
  transfer: request(write)
    .route({ method: 'POST', path: '/deals/{dealId}/transfer', summary: 'Move to another pipeline', tags: ['Deals'] })
    .input(
      z.object({
        rid: Rid,
        dealId: Id,
        /** The stage the mover saw it in; refused `stale` when it stands elsewhere by now. */
        fromStageId: Id,
        /** An open stage of the other pipeline. */
        stageId: Id,
        /** In the other pipeline's currency; refused `amount-required` when that differs and the deal has an amount. */
        amount: Amount.nullable().optional(),
      }),
    )
    .output(Deal),
  remove: request(write)
    .route({ method: 'DELETE', path: '/deals/{dealId}', summary: 'Take a deal back', tags: ['Deals'] })
    .input(z.object({ rid: Rid, dealId: Id }))
    .output(Deal),
  history: request(read)
    .route({ method: 'GET', path: '/deals/{dealId}/history', summary: 'What happened to a deal', tags: ['Deals'] })
    .input(z.object({ dealId: Id }))
    .output(z.array(DealEvent)),
}
