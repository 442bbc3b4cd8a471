import type { FollowGround } from '#server/events/follows'
import type { Tx } from '#server/storage/db'
import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import { nothing, plus } from '#shared/rules/forecast'
import { ranksBehind } from '#shared/values/rank'
import { addToTotals, findNeighbour } from './column-queries'
import { listFirst, savePlace } from './path-queries'
import { eachWithTotals, sumsOf } from './sums-of-many'

/** The first deals of a stage, those that were taken back last. */
export async function firstOf(tx: Tx, stageId: string, limit: number): Promise<DealCard[]> {
  const cards = await listFirst(tx, stageId, false, limit)
  return cards.length < limit ? [...cards, ...(await listFirst(tx, stageId, true, limit - cards.length))] : cards
}

/**
 * Deals of one stage go to another, behind those that stand there, in their order. Each move is an event of its deal's
 * history. Deals that were closed from that stage keep saying so.
 */
export async function carryDeals(
  { tx, record, at }: FollowGround,
  cards: readonly DealCard[],
  { from, to, byAgentId }: { from: string; to: string; byAgentId: string | null },
): Promise<void> {
  const last = await findNeighbour(tx, to, 'last')
  const ranks = ranksBehind(last?.rank ?? null, cards.length)
  const moved = cards.map((card, index) => ({
    ...card,
    deal: placed(card.deal, to, ranks[index] ?? card.deal.rank, at),
  }))
  for (const { deal } of moved) await savePlace(tx, { ...deal, at })
  const totals = await carryTotals(tx, from, to, moved)
  for (const { card, totals: told } of eachWithTotals(moved, totals))
    record('deal.moved', { ...card, byAgentId, totals: told, fromStageId: from })
}

const placed = (deal: Deal, stageId: string, rank: string, at: string): Deal => ({
  ...deal,
  ...{ stageId, lastOpenStageId: stageId, rank, stageSince: at, version: deal.version + 1 },
})

/** Moves what the deals come to from one stage to the other, site by site. */
async function carryTotals(tx: Tx, from: string, to: string, moved: readonly DealCard[]): Promise<StageTotals[]> {
  const totals: StageTotals[] = []
  for (const { siteId, count, amount, byHand } of sumsOf(moved.map(({ deal }) => ({ ...deal, stageId: to })))) {
    const part = { count, amount, byHand }
    totals.push(await addToTotals(tx, { stageId: from, siteId, ...plus(nothing, part, -1) }))
    totals.push(await addToTotals(tx, { stageId: to, siteId, ...part }))
  }
  return totals
}
