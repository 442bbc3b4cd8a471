import { byOf, type TeamContext } from '#server/context'
import { listSuccessors, livingStage } from '#server/domains/pipelines/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Deal, OpenTasks } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { finalOf, holdPlaced, recount, story, topOf } from './place-deal'
import { saveDeal } from './queries'
import { assertNoSkip, lose, reopen, win } from './rules'

/** Wins a deal; amount and day may be confirmed with it. */
export const winDeal = (
  { dealId, amount, closedOn, tasks }: CheckedInputOf<'deal:win'>,
  context: TeamContext,
): Promise<Deal> =>
  end('deal.won', dealId, { tasks }, context, async (tx, before, at, pipeline) => {
    const stage = finalOf(pipeline, 'won')
    assertNoSkip(pipeline, before, stage)
    const won = win(before, stage, await topOf(tx, stage.id), { amount, at })
    return closedOn ? { ...won, closesOn: closedOn } : won
  })

/** Loses a deal, from any stage; never without a reason unless its pipeline asks for none. */
export const loseDeal = (
  { dealId, lossReasonId, lossNote, competitor, tasks, followUpOn }: CheckedInputOf<'deal:lose'>,
  context: TeamContext,
): Promise<Deal> =>
  end('deal.lost', dealId, { tasks, followUpOn }, context, async (tx, before, at, pipeline) => {
    const stage = finalOf(pipeline, 'lost')
    const lost = lose(before, stage, await topOf(tx, stage.id), { pipeline, lossReasonId, note: lossNote ?? '' }, at)
    return { ...lost, competitor: competitor ?? '' }
  })

/** Opens a won or lost deal again, in the stage it came from, or where that one's deals went since. */
export const reopenDeal = ({ dealId }: CheckedInputOf<'deal:reopen'>, context: TeamContext): Promise<Deal> =>
  turn(dealId, context, async (tx, record, before, at, pipeline) => {
    const stage = livingStage(pipeline, before.lastOpenStageId, await listSuccessors(tx, pipeline.id))
    const deal = reopen(before, stage, await topOf(tx, stage.id), at)
    return [deal, (told) => record('deal.reopened', { ...told, fromStageId: before.stageId })]
  })

type Ending = { tasks?: OpenTasks | undefined; followUpOn?: string | undefined }

const end = (
  name: 'deal.won' | 'deal.lost',
  dealId: string,
  { tasks = { act: 'keep' }, followUpOn = undefined }: Ending,
  context: TeamContext,
  decide: (tx: Tx, before: Deal, at: string, pipeline: Pipeline) => Promise<Deal>,
): Promise<Deal> =>
  turn(dealId, context, async (tx, record, before, at, pipeline) => {
    const deal = await decide(tx, before, at, pipeline)
    const ending = { fromStageId: before.stageId, tasks, followUpOn: followUpOn ?? null }
    return [deal, (told) => record(name, { ...told, ...ending })]
  })

type Told = Awaited<ReturnType<typeof story>>
type Decided = [Deal, (told: Told) => void]

const turn = (
  dealId: string,
  { caller, change, now }: TeamContext,
  decide: (tx: Tx, record: Recorder, before: Deal, at: string, pipeline: Pipeline) => Promise<Decided>,
): Promise<Deal> =>
  change(async (tx, record) => {
    const { deal: before, pipeline } = await holdPlaced(tx, caller, dealId)
    const [deal, tell] = await decide(tx, record, before, now(), pipeline)
    await saveDeal(tx, deal)
    tell(await story(tx, deal, byOf(caller), await recount(tx, before, deal)))
    return deal
  })
