import { z } from 'zod'
import { DealCard, OpenTasks, StageTotals } from './deals'
import { by, Day, Id } from './define'

/** Every deal fact carries the deal as it stands after and the card's surroundings, so a board needs no second read. */
const dealFact = <Shape extends z.ZodRawShape>(more: Shape) =>
  DealCard.extend({
    ...by,
    /** Totals of the stages this fact changed, as they stand after it. */
    totals: z.array(StageTotals),
    ...more,
  })

/** What was decided together with the end of a deal; the slice of tasks follows it. */
const ending = { tasks: OpenTasks, followUpOn: Day.nullable() }

export const dealFacts = {
  'deal.created': dealFact({}),
  'deal.edited': dealFact({
    changes: z.array(z.object({ field: z.string(), was: z.unknown(), is: z.unknown() })),
  }),
  'deal.moved': dealFact({ fromStageId: Id }),
  'deal.transferred': dealFact({
    fromStageId: Id,
    fromPipelineId: Id,
    /** What it was worth there, in minor units of that pipeline's currency. */
    was: z.object({ amount: z.int().nullable(), currency: z.string() }),
  }),
  'deal.won': dealFact({ fromStageId: Id, ...ending }),
  'deal.lost': dealFact({ fromStageId: Id, ...ending }),
  'deal.reopened': dealFact({ fromStageId: Id }),
  'deal.removed': dealFact({}),
}
