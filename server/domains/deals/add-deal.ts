import type { TeamContext } from '#server/context'
import { accessPerson, addPerson } from '#server/domains/people/index'
import { findStage, holdPipeline } from '#server/domains/pipelines/index'
import type { DealCard } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { makeDeal } from './create-deal'
import { findCard } from './queries'

/** A deal made on the board: in a stage one points at, of somebody known or of somebody new, all in one step. */
export const addDeal = (
  { stageId, whose, name }: CheckedInputOf<'deal:add'>,
  { caller, change, now }: TeamContext,
): Promise<DealCard> =>
  change(async (tx, record) => {
    const at = now()
    const known = await findStage(tx, caller, stageId)
    const pipeline = known && (await holdPipeline(tx, caller, known.pipelineId))
    const stage = pipeline?.stages.find(({ id }) => id === stageId)
    if (!pipeline || !stage) throw new Refusal('not-found')
    if (stage.kind !== 'open') throw new Refusal('stage-closes-deal')
    if ('siteId' in whose && !caller.siteIds.includes(whose.siteId)) throw new Refusal('not-found')
    const person =
      'personId' in whose
        ? await accessPerson(tx, caller, whose.personId)
        : await addPerson(tx, record, { siteId: whose.siteId, name: whose.name, at })
    const deal = await makeDeal(tx, record, { person, pipeline, stage, name, conversationId: null, caller, at })
    return findCard(tx, deal.id)
  })
