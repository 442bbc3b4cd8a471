import type { TeamCaller } from '#server/context'
import { holdPipeline } from '#server/domains/pipelines/index'
import type { Tx } from '#server/storage/db'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import type { By } from '#shared/protocol/define'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { nothing, plus, type Share, share } from '#shared/rules/forecast'
import { rankBetween } from '#shared/values/rank'
import { allowed } from './access'
import { addToTotals, findNeighbour, findRankAfter } from './column-queries'
import { findCard, findDeal, lockDeal } from './queries'

/** A deal this agent may know, taken for this change. Of an archived pipeline it is refused: that one is only read. */
export const holdDeal = async (tx: Tx, caller: TeamCaller, id: string): Promise<Deal> =>
  (await holdPlaced(tx, caller, id)).deal

/**
 * A deal with its pipeline, both taken for this change: no stage of it is removed meanwhile. The pipeline comes first,
 * as it does for whoever changes a pipeline, so that two never wait for one another.
 */
export async function holdPlaced(tx: Tx, caller: TeamCaller, id: string): Promise<{ deal: Deal; pipeline: Pipeline }> {
  const seen = allowed(caller, await findDeal(tx, id))
  const pipeline = await holdPipeline(tx, caller, seen.pipelineId)
  if (!pipeline) throw new Error(`A deal in no pipeline: ${seen.pipelineId}`)
  if (pipeline.isArchived) throw new Refusal('pipeline-archived')
  const deal = allowed(caller, await lockDeal(tx, id))
  // Somebody moved it to another pipeline between the two; asked again it is found there.
  if (deal.pipelineId !== pipeline.id) throw new Refusal('busy', { retryAfterMs: 50 })
  return { deal, pipeline }
}

/** The one stage of a kind a pipeline has exactly one of. */
export function finalOf({ id, stages }: Pipeline, kind: 'won' | 'lost'): Stage {
  const stage = stages.find((one) => one.kind === kind)
  if (!stage) throw new Error(`Pipeline ${id} has no ${kind} stage`)
  return stage
}

/**
 * A rank for a place in a column: in front of a card, at the end (null) or at the top (undefined).
 * A card that has left the column meanwhile means the top, and so does one the mover may not know.
 * Ranks are given among all cards of the column, so that everybody who sees two of them sees the same order.
 */
export async function rankFor(
  tx: Tx,
  { siteIds }: Pick<TeamCaller, 'siteIds'>,
  stageId: string,
  before: string | null | undefined,
): Promise<string> {
  if (before === null) return rankBetween((await findNeighbour(tx, stageId, 'last'))?.rank ?? null, null)
  const target = before ? await findDeal(tx, before) : undefined
  if (!target || target.stageId !== stageId || target.removed || !siteIds.includes(target.siteId))
    return topOf(tx, stageId)
  const above = await findNeighbour(tx, stageId, { above: target })
  // Two cards may share a rank after moves at the same moment; the next greater one still leaves room.
  if (above && above.rank === target.rank)
    return rankBetween(target.rank, (await findRankAfter(tx, stageId, target.rank))?.rank ?? null)
  return rankBetween(above?.rank ?? null, target.rank)
}

/** A rank above all cards of a column. */
export const topOf = async (tx: Tx, stageId: string): Promise<string> =>
  rankBetween(null, (await findNeighbour(tx, stageId, 'first'))?.rank ?? null)

/** Carries the totals of the stages a change touched, on the deal's site; `before` is null for a new deal. */
export async function recount(tx: Tx, before: Deal | null, after: Deal): Promise<StageTotals[]> {
  const { siteId } = after
  const left = before && !before.removed ? share(before) : null
  const taken = after.removed ? null : share(after)
  const add = async (stageId: string, part: Share) => addToTotals(tx, { stageId, siteId, ...part })
  if (before && left && taken && before.stageId === after.stageId) {
    const difference = plus(taken, left, -1)
    const { count, amount, byHand } = difference
    return [count, amount, byHand.amount, byHand.weighted].some(Boolean) ? [await add(after.stageId, difference)] : []
  }
  const totals: StageTotals[] = []
  if (before && left) totals.push(await add(before.stageId, plus(nothing, left, -1)))
  if (taken) totals.push(await add(after.stageId, taken))
  return totals
}

/** What every fact about a deal carries: the card as it stands and whom to thank. */
export async function story(
  tx: Tx,
  deal: Deal,
  by: By,
  totals: StageTotals[],
): Promise<DealCard & By & { totals: StageTotals[] }> {
  return { ...(await findCard(tx, deal.id)), deal, ...by, totals }
}
