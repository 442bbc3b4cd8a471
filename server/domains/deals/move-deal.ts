import { agentIdOf, type TeamContext } from '#server/context'
import { findStage } from '#server/domains/pipelines/index'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { holdDeal, rankFor, recount, story } from './place-deal'
import { saveDeal } from './queries'
import { move } from './rules'

/** Stage and place, in one step. The panel's stepper and the board both come here. */
export const moveDeal = (input: CheckedInputOf<'deal:move'>, { caller, change, now }: TeamContext): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, input.dealId)
    const stage = await findStage(tx, input.stageId)
    if (!stage) throw new Refusal('not-found')
    if (input.beforeId === before.id) return before
    const rank = await rankFor(tx, caller, stage.id, input.beforeId)
    const deal = move(before, input.fromStageId, stage, rank, now())
    await saveDeal(tx, deal)
    const told = await story(tx, deal, agentIdOf(caller), await recount(tx, before, deal))
    record('deal.moved', { ...told, fromStageId: before.stageId })
    return deal
  })
