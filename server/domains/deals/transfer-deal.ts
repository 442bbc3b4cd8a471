import { byOf, type TeamContext } from '#server/context'
import { findStage, holdPipeline } from '#server/domains/pipelines/index'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { holdDeal, recount, story, topOf } from './place-deal'
import { saveDeal } from './queries'
import { assertMayEnter, transfer } from './rules'

/** Another pipeline: its stage, its currency. What the deal was worth before stays in its history. */
export const transferDeal = (
  { dealId, fromStageId, stageId, amount }: CheckedInputOf<'deal:transfer'>,
  { caller, change, now }: TeamContext,
): Promise<Deal> =>
  change(async (tx, record) => {
    const before = await holdDeal(tx, caller, dealId)
    const stage = await findStage(tx, caller, stageId)
    const pipeline = stage && (await holdPipeline(tx, caller, stage.pipelineId))
    if (!stage || !pipeline) throw new Refusal('not-found')
    const to = { stage, currency: pipeline.currency, rank: await topOf(tx, stage.id) }
    const deal = transfer(before, fromStageId, to, amount, now())
    assertMayEnter(pipeline, before, stage)
    await saveDeal(tx, deal)
    const told = await story(tx, deal, byOf(caller), await recount(tx, before, deal))
    record('deal.transferred', {
      ...told,
      fromStageId: before.stageId,
      fromPipelineId: before.pipelineId,
      was: { amount: before.amount, currency: before.currency },
    })
    return deal
  })
