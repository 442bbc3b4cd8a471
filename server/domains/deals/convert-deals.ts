import type { FollowGround } from '#server/events/follows'
import { amountLimit, type Deal, type DealCard, type StageTotals } from '#shared/protocol/deals'
import type { CurrencyChange } from '#shared/protocol/pipelines'
import { plus } from '#shared/rules/forecast'
import { rateOf } from '#shared/rules/repricing'
import { exchange } from '#shared/values/exchange'
import { addToTotals } from './column-queries'
import { saveWorth } from './path-queries'
import { eachWithTotals, sumsOf } from './sums-of-many'

type Conversion = { was: string; is: string; change: CurrencyChange; byAgentId: string | null }

/**
 * Deals are worth as much in another currency: the same figure, or their amount at the rate, exact and rounded half up.
 * What each was stays in its history.
 */
export async function convertDeals(
  { tx, record }: FollowGround,
  cards: readonly DealCard[],
  { was, is, change, byAgentId }: Conversion,
): Promise<void> {
  const converted = cards.map((card) => ({ ...card, deal: convert(card.deal, is, rateOf(change)) }))
  for (const { deal } of converted) await saveWorth(tx, deal)
  const before = sumsOf(cards.map(({ deal }) => deal))
  const totals: StageTotals[] = []
  for (const [index, { stageId, siteId, ...sum }] of sumsOf(converted.map(({ deal }) => deal)).entries()) {
    const old = before[index]
    if (old) totals.push(await addToTotals(tx, { stageId, siteId, ...plus(sum, old, -1) }))
  }
  for (const [index, { card, totals: told }] of eachWithTotals(converted, totals).entries()) {
    const { amount, currency } = card.deal
    const worth = { was: { amount: cards[index]?.deal.amount ?? null, currency: was }, is: { amount, currency } }
    record('deal.edited', { ...card, byAgentId, totals: told, changes: [{ field: 'worth', ...worth }] })
  }
}

function convert(deal: Deal, is: string, rate: string): Deal {
  // Written after the greatest amount was looked at, one may have become too large: then it is the largest there is.
  const amount = deal.amount === null ? null : Math.min(exchange(deal.amount, rate, deal.currency, is), amountLimit)
  // A message that named an amount named it in the other currency.
  const quotes = deal.quotes.filter(({ field }) => field !== 'amount')
  return { ...deal, amount, quotes, currency: is, version: deal.version + 1 }
}
