import type { TeamContext } from '#server/context'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { MoneyRow } from '#shared/protocol/money-report'
import { type MoneyDimension, replyBands } from '#shared/rules/chat-money'
import { askedMoney } from './asked-money'
import { groupChats, groupDeals, groupLeads, spansOf } from './money-queries'

/** Chats are begun on thousands of pages; the greatest are shown. */
const mostRows = 200

type Sum = { key: string | null; chats: number; leads: number; deals: number; won: Map<string, Won> }
type Won = { count: number; amount: number }

/** What chats of a time brought, group by group: leads, deals, and what was won. */
export async function groupMoney(
  input: CheckedInputOf<'report:money'>,
  context: TeamContext,
): Promise<OutputOf<'report:money'>> {
  const { read, now } = context
  const at = now()
  const asked = await askedMoney(input, context)
  const groups = new Map<string | null, Sum>()
  const all = nothing(null)
  const both = (key: string | null): Sum[] => {
    const group = groups.get(key) ?? nothing(key)
    groups.set(key, group)
    return [group, all]
  }
  for await (const span of spansOf(read, asked)) {
    // PostgreSQL gives counts and sums as text.
    for (const row of await groupChats(read, asked, span))
      for (const sum of both(row.key)) sum.chats += Number(row.chats)
    if (asked.leadSiteIds.length > 0)
      for (const row of await groupLeads(read, asked, span))
        for (const sum of both(row.key)) sum.leads += Number(row.leads)
    if (asked.dealSiteIds.length === 0) continue
    for (const row of await groupDeals(read, asked, span))
      for (const sum of both(row.key)) {
        sum.deals += Number(row.deals)
        if (Number(row.is_won) === 1) addWon(sum.won, row.currency, Number(row.deals), Number(row.amount))
      }
  }
  const { permissions } = context.caller
  const may = { leads: permissions.has('leads.read'), deals: permissions.has('deals.read') }
  const rows = [...groups.values()].sort(orderOf(asked.by))
  const shown = rows.slice(0, mostRows)
  return {
    ...{ at, rows: shown.map((sum) => rowOf(sum, may)), total: rowOf(all, may) },
    more: rows.length - shown.length,
  }
}

const nothing = (key: string | null): Sum => ({ key, chats: 0, leads: 0, deals: 0, won: new Map() })

function addWon(won: Map<string, Won>, currency: string, count: number, amount: number): void {
  const before = won.get(currency) ?? { count: 0, amount: 0 }
  won.set(currency, { count: before.count + count, amount: before.amount + amount })
}

function rowOf({ key, chats, leads, deals, won }: Sum, may: { leads: boolean; deals: boolean }): MoneyRow {
  const sums = [...won].map(([currency, one]) => ({ currency, ...one }))
  sums.sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
  return {
    ...{ key, chats, leads: may.leads ? leads : null, deals: may.deals ? deals : null },
    won: may.deals ? sums.reduce((all, { count }) => all + count, 0) : null,
    sums: may.deals ? sums : null,
  }
}

function orderOf(by: MoneyDimension): (a: Sum, b: Sum) => number {
  if (by !== 'reply') return (a, b) => b.chats - a.chats || ((a.key ?? '') < (b.key ?? '') ? -1 : 1)
  const places = new Map<string | null, number>(replyBands.map(({ band }, place) => [band, place]))
  const placeOf = ({ key }: Sum) => places.get(key) ?? replyBands.length
  return (a, b) => placeOf(a) - placeOf(b)
}
