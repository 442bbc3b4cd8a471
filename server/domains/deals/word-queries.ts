import { sql } from 'kysely'
import type { Db, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'

/** Words of one deal as its row has them: each between line ends, so that where one begins is plain. */
export const textOf = (words: readonly string[]): string => (words.length === 0 ? '' : `\n${words.join('\n')}\n`)
const wordsOf = (text: string): string[] => text.split('\n').filter(Boolean)

const wordsStatement = statement<{ id: string }, { words: string }>((db, { id }) =>
  db.selectFrom('deal').select('words').where('id', '=', id),
)

/** The words a deal is found by at this moment. */
export async function findWords(tx: Tx, id: string): Promise<string[]> {
  const [row] = await wordsStatement(tx, { id })
  return wordsOf(row?.words ?? '')
}

const saveStatement = statement<{ id: string; words: string }, unknown>((db, { id, words }) =>
  db.updateTable('deal').set({ words }).where('id', '=', id),
)

export async function saveWords(tx: Tx, id: string, words: readonly string[]): Promise<void> {
  await saveStatement(tx, { id, words: textOf(words) })
}

type WordValues = { siteId: string; dealId: string } & Record<`word${number}`, string>

const insertStatement = (count: number) =>
  statement<WordValues, unknown>((db, values) =>
    db
      .insertInto('deal_word')
      .values(
        Array.from({ length: count }, (_, at) => ({
          site_id: values.siteId,
          word: values[`word${at}`] ?? '',
          deal_id: values.dealId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  )

/** One for each count of words, up to so many at a time: the SQL is built once. */
const mostAtOnce = 32
const inserts = new Map<number, ReturnType<typeof insertStatement>>()

/** These words lead to the deal from now on. */
export async function insertWords(tx: Tx, siteId: string, dealId: string, words: readonly string[]): Promise<void> {
  for (let at = 0; at < words.length; at += mostAtOnce) {
    const part = words.slice(at, at + mostAtOnce)
    const insert = inserts.get(part.length) ?? insertStatement(part.length)
    inserts.set(part.length, insert)
    await insert(tx, { siteId, dealId, ...Object.fromEntries(part.map((word, index) => [`word${index}`, word])) })
  }
}

/** These words no longer lead to the deal. */
export async function removeWords(tx: Tx, siteId: string, dealId: string, words: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('deal_word')
    .where('site_id', '=', siteId)
    .where('word', 'in', words)
    .where('deal_id', '=', dealId)
    .execute()
}

/** What deals of a person are called, with their rows taken: whoever edits one of them now waits. */
export async function listOfPersonForWords(
  tx: Tx,
  personId: string,
): Promise<{ id: string; siteId: string; name: string; tags: string[]; source: string }[]> {
  const rows = await tx
    .updateTable('deal')
    .set({ version: sql`version` })
    .where('person_id', '=', personId)
    .where('removed', '=', sql.lit(0))
    .returning(['id', 'site_id', 'name', 'tags', 'source'])
    .execute()
  return rows.map(({ site_id, tags, ...row }) => ({ ...row, siteId: site_id, tags: JSON.parse(tags) as string[] }))
}

/** What is looked for: a beginning, or a word as a whole. */
export type Sought = { word: string; isWhole: boolean }

/** Deals of these sites that have a word, when they are at most `most`; null when there are more. */
export async function listWorded(
  db: Db,
  siteIds: readonly string[],
  sought: Sought,
  most: number,
): Promise<string[] | null> {
  const found = worded(db, siteIds, sought).limit(most + 1)
  // Of many only the number is brought here.
  const { ids } = await db
    .selectFrom(found.as('found'))
    .select(sql<string | null>`case when count(*) <= ${most} then coalesce(string_agg(deal_id, ','), '') end`.as('ids'))
    .executeTakeFirstOrThrow()
  return ids === null ? null : [...new Set(ids.split(',').filter(Boolean))]
}

/** How many words of deals of these sites are what is looked for, counted no further than asked. */
export async function countWorded(db: Db, siteIds: readonly string[], sought: Sought, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(worded(db, siteIds, sought).limit(most).as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The ids of deals of these sites that have a word. */
export const worded = (db: Db, siteIds: readonly string[], { word, isWhole }: Sought) =>
  db
    .selectFrom('deal_word')
    .select('deal_id')
    .where('site_id', 'in', siteIds)
    .$if(isWhole, (query) => query.where('word', '=', word))
    // All that begin so lie side by side: nothing that is typed is greater than the last sign there is.
    .$if(!isWhole, (query) => query.where('word', '>=', word).where('word', '<', `${word}\u{10ffff}`))

/** Whether a row's own words hold what is looked for. */
export const hasWord = ({ word, isWhole }: Sought) =>
  sql<boolean>`deal.words like ${`%\n${word.replace(/[\\%_]/g, '\\$&')}${isWhole ? '\n' : ''}%`} escape '\\'`
