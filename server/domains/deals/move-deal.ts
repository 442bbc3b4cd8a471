import { type Acting, byOf } from '#server/context'
import { findStage } from '#server/domains/pipelines/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { assertMayOwn } from './access'
import { holdPlaced, rankFor, recount, story } from './place-deal'
import { saveDeal } from './queries'
import { assertMayEnter, fillIn, move } from './rules'

/** Stage and place, in one step. The panel's stepper and the board both come here. */
export const moveDeal = (input: CheckedInputOf<'deal:move'>, { caller, change, now }: Acting): Promise<Deal> =>
  change(async (tx, record) => {
    const { deal: held, pipeline } = await holdPlaced(tx, caller, input.dealId)
    const stage = await findStage(tx, caller, input.stageId)
    if (!stage) throw new Refusal('not-found')
    if (input.beforeId === held.id) return held
    const before = await filledIn(tx, record, held, input, byOf(caller))
    const rank = await rankFor(tx, caller, stage.id, input.beforeId)
    const deal = move(before, input.fromStageId, stage, rank, now())
    assertMayEnter(pipeline, before, stage)
    await saveDeal(tx, deal)
    const told = await story(tx, deal, byOf(caller), await recount(tx, before, deal))
    record('deal.moved', { ...told, fromStageId: before.stageId })
    return deal
  })

/** What the stage asks for and the mover said with the move, told as an edit of its own. */
async function filledIn(
  tx: Tx,
  record: Recorder,
  before: Deal,
  { fields = {} }: CheckedInputOf<'deal:move'>,
  by: By,
): Promise<Deal> {
  await assertMayOwn(tx, fields.ownerId, before)
  const { deal, changed } = fillIn(before, fields)
  if (changed.length === 0) return before
  await saveDeal(tx, deal)
  const told = await story(tx, deal, by, await recount(tx, before, deal))
  record('deal.edited', { ...told, changes: changed })
  return deal
}
