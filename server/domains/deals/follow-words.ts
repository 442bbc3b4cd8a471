import type { Follows } from '#server/events/follows'
import type { Tx } from '#server/storage/db'
import { ownIdOf } from '#shared/rules/custom-values'
import { wordsOfDeal } from '#shared/rules/deal-words'
import { findCard } from './queries'
import { findWords, insertWords, listOfPersonForWords, removeWords, saveWords } from './word-queries'

/** What else a deal is called by. */
const said = new Set(['name', 'tags', 'source'])
/** Words in fields of the installation's own. */
const isOwn = (field: string) => ownIdOf(field) !== undefined

/** Keeps the words deals are found by as they are renamed; a new deal has its own from the beginning. */
export const followWords: Follows = {
  'deal.edited': async ({ deal, changes }, { tx }) => {
    if (!changes.some(({ field }) => said.has(field) || isOwn(field))) return
    // In one change more may happen to a deal: it may be another person's by now, or be gone.
    const card = await findCard(tx, deal.id)
    await rewriteWords(tx, card.deal, card.deal.removed ? [] : wordsOfDeal(card))
  },
  'deal.removed': ({ deal }, { tx }) => rewriteWords(tx, deal, []),
  'person.edited': async ({ person }, { tx }) => {
    const called = { personName: person.name ?? '', personCode: person.code }
    for (const deal of await listOfPersonForWords(tx, person.id))
      await rewriteWords(tx, deal, wordsOfDeal({ deal, ...called }))
  },
}

/** Puts the words a deal is found by in place of those it was found by. */
export async function rewriteWords(
  tx: Tx,
  { id, siteId }: { id: string; siteId: string },
  words: readonly string[],
): Promise<void> {
  const before = await findWords(tx, id)
  const gone = before.filter((word) => !words.includes(word))
  const fresh = words.filter((word) => !before.includes(word))
  if (gone.length > 0) await removeWords(tx, siteId, id, gone)
  if (fresh.length > 0) await insertWords(tx, siteId, id, fresh)
  if (gone.length + fresh.length > 0) await saveWords(tx, id, words)
}
