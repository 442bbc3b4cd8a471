import { mostAtOnce } from '#server/domains/pipelines/index'
import type { FollowGround } from '#server/events/follows'
import type { FactData } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { carryDeals, firstOf } from './carry-deals'
import { convertDeals } from './convert-deals'
import { listInCurrency } from './path-queries'

/**
 * The last deals of a removed stage go where its remover said. Where there are many, the others went before, part by
 * part (finish-changes.ts).
 */
export async function leaveStage(
  { stageId, movedToId, byAgentId }: FactData<'stage.removed'>,
  ground: FollowGround,
): Promise<void> {
  if (!movedToId) {
    // However many there are, nobody said where they go.
    if ((await firstOf(ground.tx, stageId, 1)).length > 0) throw new Refusal('stage-in-use')
    return
  }
  const cards = few(await firstOf(ground.tx, stageId, mostAtOnce + 1))
  await carryDeals(ground, cards, { from: stageId, to: movedToId, byAgentId })
}

/** The last deals of a pipeline come to its new currency; where there are many, the others did before. */
export async function convertLast(
  { pipeline, was, change, byAgentId }: FactData<'pipeline.repriced'>,
  ground: FollowGround,
): Promise<void> {
  const cards = few(await listInCurrency(ground.tx, pipeline.id, was, mostAtOnce + 1))
  await convertDeals(ground, cards, { was, is: pipeline.currency, change, byAgentId })
}

/** Whoever lets more happen at once than nobody has to wait for has counted wrongly. */
function few<Card>(cards: readonly Card[]): readonly Card[] {
  if (cards.length > mostAtOnce) throw new Error(`More than ${mostAtOnce} deals in one change`)
  return cards
}
