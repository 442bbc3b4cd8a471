import { type Acting, agentIdOf, byOf, type TeamCaller } from '#server/context'
import { findConversation } from '#server/domains/conversations/index'
import { accessPerson } from '#server/domains/people/index'
import { holdPipeline, listPipelines } from '#server/domains/pipelines/index'
import { findSite } from '#server/domains/sites/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Person } from '#shared/protocol/people'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { isEnterable } from '#shared/rules/entry'
import { homeOf } from '#shared/rules/new-deal'
import { assertMayOwn } from './access'
import { draftDeal, type Known, keepDeal } from './begin-deal'
import { finalOf, topOf } from './place-deal'
import { assertComplete, assertMayBegin, assertNoSkip, lose, win } from './rules'

/** A real, saved deal in one step: first open stage, its maker as owner, everything else to be filled in later. */
export const createDeal = (
  { personId, conversationId, pipelineId, name }: CheckedInputOf<'deal:create'>,
  { caller, change, now }: Acting,
): Promise<Deal> =>
  change(async (tx, record) => {
    const person = await accessPerson(tx, caller, personId)
    if (conversationId) {
      const conversation = await findConversation(tx, conversationId)
      // A deal only ever names one of its own person.
      if (conversation?.personId !== person.id) throw new Refusal('not-found')
    }
    const site = await findSite(tx, person.siteId)
    const chosen = homeOf(await listPipelines(tx, caller), pipelineId, site?.pipelineId ?? null)
    const pipeline = chosen && (await holdPipeline(tx, caller, chosen.id))
    const stage = pipeline?.stages.find(isEnterable)
    if (!pipeline || !stage) throw new Refusal('not-found')
    return makeDeal(tx, record, { person, pipeline, stage, name: name ?? null, conversationId, caller, at: now() })
  })

/** How a deal ended before it came here, and when. */
export type Ended = { at: string } & (
  | { outcome: 'won' }
  | { outcome: 'lost'; lossReasonId?: string; lossNote: string; competitor: string }
)

export type NewDeal = {
  person: Person
  pipeline: Pipeline
  stage: Stage
  /** Made from the person's name and the day when null. */
  name: string | null
  conversationId: string | null
  caller: TeamCaller
  at: string
  known?: Known
  /** Of a deal that comes from elsewhere and is closed already; it is held to what every end is held to. */
  ended?: Ended
}

/** A deal somebody of the team makes: theirs, and held to what its stage asks for. */
export async function makeDeal(tx: Tx, record: Recorder, { caller, at, name, ended, ...made }: NewDeal): Promise<Deal> {
  assertMayBegin(made.pipeline, made.stage)
  await assertMayOwn(tx, made.known?.ownerId, { siteId: made.person.siteId, pipelineId: made.pipeline.id })
  const site = await findSite(tx, made.person.siteId)
  const whose = { site, ownerId: agentIdOf(caller), by: byOf(caller), name: name ?? undefined }
  const deal = await draftDeal({ tx, at }, { ...made, ...whose })
  assertComplete(made.pipeline, deal, made.stage)
  const kept = ended ? await closed(tx, made.pipeline, deal, ended) : deal
  return keepDeal({ tx, record, at }, kept, { person: made.person, by: whose.by })
}

async function closed(tx: Tx, pipeline: Pipeline, deal: Deal, ended: Ended): Promise<Deal> {
  const stage = finalOf(pipeline, ended.outcome)
  const rank = await topOf(tx, stage.id)
  if (ended.outcome === 'won') {
    assertNoSkip(pipeline, deal, stage)
    return win(deal, stage, rank, ended)
  }
  const { lossReasonId, lossNote: note, competitor, at } = ended
  return { ...lose(deal, stage, rank, { pipeline, lossReasonId, note }, at), competitor }
}
