import { setImmediate as breathe } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { among } from './among'
import type { Reader } from './db'

/** Rows in the order of their ids, from after one id up to another; null for the beginning and the end. */
export type Stretch = { after: string | null; upTo: string | null }

/** So many rows are looked at before others are let in. */
const stretchSize = 4_000

/** All rows of a table, a stretch at a time: who looks through them holds up nobody, however many there are. */
export async function* stretchesOf(db: Reader, table: string, siteIds: readonly string[]): AsyncGenerator<Stretch> {
  if (siteIds.length === 0) return
  for (let after: string | null = null; ; await breathe()) {
    const end: string | undefined = await findIdAfter(db, table, after)
    yield { after, upTo: end ?? null }
    if (end === undefined) return
    after = end
  }
}

/** How many there are, counted a stretch at a time. */
export async function addedUp(
  stretches: AsyncIterable<Stretch>,
  countIn: (stretch: Stretch) => Promise<number>,
): Promise<number> {
  let count = 0
  for await (const stretch of stretches) count += await countIn(stretch)
  return count
}

/**
 * Whether a row lies in a stretch and on one of these sites. The site stands inside an expression, so that no index but
 * that of the ids leads.
 */
export function liesIn(
  db: Reader,
  table: string,
  siteIds: readonly string[],
  { after, upTo }: Stretch,
): RawBuilder<boolean> {
  const id = sql.ref(`${table}.id`)
  const [only] = siteIds
  // Most installations have one, and comparing is twice as fast as looking it up.
  const all =
    siteIds.length === 1
      ? [sql`(${sql.ref(`${table}.site_id`)} || '') = ${only}`]
      : [sql`coalesce(${among(db, `${table}.site_id`, siteIds)}, false)`]
  if (after !== null) all.push(sql`${id} > ${after}`)
  if (upTo !== null) all.push(sql`${id} <= ${upTo}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** The id a stretch further on; nothing when there are no more. */
async function findIdAfter(db: Reader, table: string, after: string | null): Promise<string | undefined> {
  const further = after === null ? sql`` : sql`where id > ${after}`
  const found = sql<{
    id: string
  }>`select id from ${sql.table(table)} ${further} order by id limit 1 offset ${stretchSize - 1}`
  return (await found.execute(db)).rows[0]?.id
}
