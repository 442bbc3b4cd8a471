import type { TeamCaller } from '#server/context'
import { listPipelines } from '#server/domains/pipelines/index'
import type { Tx } from '#server/storage/db'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'
import { rankBetween } from '#shared/values/rank'
import { allowed } from './access'
import { addToTotals, findNeighbour, findRankAfter } from './column-queries'
import { findCard, findDeal, lockDeal } from './queries'

/** A deal this agent may know, taken for this change. */
export const holdDeal = async (tx: Tx, caller: TeamCaller, id: string): Promise<Deal> =>
  allowed(caller, await lockDeal(tx, id))

/** The one stage of a kind a pipeline has exactly one of. */
export async function findFinal(tx: Tx, pipelineId: string, kind: 'won' | 'lost'): Promise<Stage> {
  const pipeline = (await listPipelines(tx)).find(({ id }) => id === pipelineId)
  const stage = pipeline?.stages.find((one) => one.kind === kind)
  if (!stage) throw new Error(`Pipeline ${pipelineId} has no ${kind} stage`)
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
  const add = (stageId: string, count: number, amount: number) => addToTotals(tx, { stageId, siteId, count, amount })
  const leaves = before && !before.removed
  const arrives = !after.removed
  if (leaves && arrives && before.stageId === after.stageId) {
    const difference = (after.amount ?? 0) - (before.amount ?? 0)
    return difference === 0 ? [] : [await add(after.stageId, 0, difference)]
  }
  const totals: StageTotals[] = []
  if (leaves) totals.push(await add(before.stageId, -1, -(before.amount ?? 0)))
  if (arrives) totals.push(await add(after.stageId, 1, after.amount ?? 0))
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
