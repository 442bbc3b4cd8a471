import type { Deal, DealCard, StageTotals } from '#shared/protocol/deals'
import { nothing, plus, share } from '#shared/rules/forecast'

/** What deals come to, stage by stage and site by site. */
export function sumsOf(deals: readonly Deal[]): StageTotals[] {
  const sums = new Map<string, StageTotals>()
  for (const deal of deals) {
    const { stageId, siteId } = deal
    const key = `${stageId} ${siteId}`
    const sum = sums.get(key) ?? { stageId, siteId, ...nothing }
    sums.set(key, deal.removed ? sum : { ...sum, ...plus(sum, share(deal)) })
  }
  return [...sums.values()]
}

/** Totals are said once for each site, with its last deal: by then all of them have been told. */
export function eachWithTotals<Card extends DealCard>(
  cards: readonly Card[],
  totals: readonly StageTotals[],
): { card: Card; totals: StageTotals[] }[] {
  const last = new Map(cards.map(({ deal }) => [deal.siteId, deal.id]))
  return cards.map((card) => ({
    card,
    totals:
      last.get(card.deal.siteId) === card.deal.id ? totals.filter(({ siteId }) => siteId === card.deal.siteId) : [],
  }))
}
