import { among } from '#server/storage/among'
import type { Tx } from '#server/storage/db'
import type { Person } from '#shared/protocol/people'
import { wordsOfDeal } from '#shared/rules/deal-words'
import { rewriteWords } from './follow-words'
import { listIdsIn, moveDealRows } from './move-queries'
import { dealOf } from './queries'

/** Deals of a person become another person's, and are found by that person's name. @returns which */
export const moveDeals = (tx: Tx, from: Person, to: Person): Promise<string[]> => move(tx, from, to, null)

/** These go back, and with them what was begun since in the conversations that go back. @returns which */
export const returnDeals = async (
  tx: Tx,
  { from, to }: { from: Person; to: Person },
  ids: readonly string[],
  conversationIds: readonly string[],
): Promise<string[]> => move(tx, from, to, [...new Set([...ids, ...(await listIdsIn(tx, from.id, conversationIds))])])

async function move(tx: Tx, from: Person, to: Person, ids: readonly string[] | null): Promise<string[]> {
  const rows = await moveDealRows(tx, { from: from.id, to: to.id }, ids && among(tx, 'id', ids))
  const called = { personName: to.name ?? '', personCode: to.code }
  for (const deal of rows.map(dealOf)) if (!deal.removed) await rewriteWords(tx, deal, wordsOfDeal({ deal, ...called }))
  return rows.map(({ id }) => id).sort()
}
