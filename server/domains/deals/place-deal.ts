import { addToStage, listPipelines } from '#server/domains/pipelines/index'
import type { Tx } from '#server/storage/db'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'
import { rankBetween } from '#shared/values/rank'
import { findCard, findDeal, findNeighbour, findRankAfter, lockDeal } from './queries'

/** A deal, taken for this change. */
export async function holdDeal(tx: Tx, id: string): Promise<Deal> {
  const deal = await lockDeal(tx, id)
  if (!deal || deal.removed) throw new Refusal('not-found')
  return deal
}

/** The one stage of a kind a pipeline has exactly one of. */
export async function findFinal(tx: Tx, pipelineId: string, kind: 'won' | 'lost'): Promise<Stage> {
  const pipeline = (await listPipelines(tx)).find(({ id }) => id === pipelineId)
  const stage = pipeline?.stages.find((one) => one.kind === kind)
  if (!stage) throw new Error(`Pipeline ${pipelineId} has no ${kind} stage`)
  return stage
}

/**
 * A rank for a place in a column: in front of a card, at the end (null) or at the top (undefined).
 * A card that has left the column meanwhile means the top.
 */
export async function rankFor(tx: Tx, stageId: string, before: string | null | undefined): Promise<string> {
  if (before === null) return rankBetween((await findNeighbour(tx, stageId, 'last'))?.rank ?? null, null)
  const target = before ? await findDeal(tx, before) : undefined
  if (!target || target.stageId !== stageId || target.removed)
    return rankBetween(null, (await findNeighbour(tx, stageId, 'first'))?.rank ?? null)
  const above = await findNeighbour(tx, stageId, { above: target })
  // Two cards may share a rank after moves at the same moment; the next greater one still leaves room.
  if (above && above.rank === target.rank)
    return rankBetween(target.rank, (await findRankAfter(tx, stageId, target.rank))?.rank ?? null)
  return rankBetween(above?.rank ?? null, target.rank)
}

/** Carries the totals of the stages a change touched; `before` is null for a new deal. */
export async function recount(tx: Tx, before: Deal | null, after: Deal): Promise<StageTotals[]> {
  const leaves = before && !before.removed
  const arrives = !after.removed
  if (leaves && arrives && before.stageId === after.stageId) {
    const difference = (after.amount ?? 0) - (before.amount ?? 0)
    return difference === 0 ? [] : [await addToStage(tx, after.stageId, 0, difference)]
  }
  const totals: StageTotals[] = []
  if (leaves) totals.push(await addToStage(tx, before.stageId, -1, -(before.amount ?? 0)))
  if (arrives) totals.push(await addToStage(tx, after.stageId, 1, after.amount ?? 0))
  return totals
}

/** What every fact about a deal carries: the card as it stands and whom to thank. */
export async function story(
  tx: Tx,
  deal: Deal,
  byAgentId: string | null,
  totals: StageTotals[],
): Promise<DealCard & { byAgentId: string | null; totals: StageTotals[] }> {
  return { ...(await findCard(tx, deal.id)), deal, byAgentId, totals }
}
