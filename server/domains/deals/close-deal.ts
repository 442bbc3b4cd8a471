import { agentIdOf, type TeamContext } from '#server/context'
import { findLossReason, findStage } from '#server/domains/pipelines/index'
import type { Tx } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf, FactName } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { findFinal, holdDeal, recount, story, topOf } from './place-deal'
import { saveDeal } from './queries'
import { lose, reopen, win } from './rules'

/** Wins a deal; amount and day may be confirmed with it. */
export const winDeal = (
  { dealId, amount, closedOn }: CheckedInputOf<'deal:win'>,
  context: TeamContext,
): Promise<Deal> =>
  turn('deal.won', dealId, context, async (tx, before, at) => {
    const stage = await findFinal(tx, before.pipelineId, 'won')
    const won = win(before, stage, await topOf(tx, stage.id), { amount, at })
    return closedOn ? { ...won, closesOn: closedOn } : won
  })

/** Loses a deal, never without a reason. */
export const loseDeal = (
  { dealId, lossReasonId, lossNote }: CheckedInputOf<'deal:lose'>,
  context: TeamContext,
): Promise<Deal> =>
  turn('deal.lost', dealId, context, async (tx, before, at) => {
    const stage = await findFinal(tx, before.pipelineId, 'lost')
    const reason = lossReasonId ? await findLossReason(tx, lossReasonId) : undefined
    return lose(before, stage, await topOf(tx, stage.id), reason, lossNote ?? '', at)
  })

/** Opens a won or lost deal again, in the stage it came from. */
export const reopenDeal = ({ dealId }: CheckedInputOf<'deal:reopen'>, context: TeamContext): Promise<Deal> =>
  turn('deal.reopened', dealId, context, async (tx, before, at) => {
    const stage = await findStage(tx, before.lastOpenStageId)
    if (!stage) throw new Refusal('not-found')
    return reopen(before, stage, await topOf(tx, stage.id), at)
  })

const turn = (
  name: FactName & ('deal.won' | 'deal.lost' | 'deal.reopened'),
  dealId: string,
  { caller, change, now }: TeamContext,
  decide: (tx: Tx, before: Deal, at: string) => Promise<Deal>,
): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, dealId)
    const deal = await decide(tx, before, now())
    await saveDeal(tx, deal)
    const told = await story(tx, deal, agentIdOf(caller), await recount(tx, before, deal))
    record(name, { ...told, fromStageId: before.stageId })
    return deal
  })
