import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import { execute } from '#server/storage/statement'
import type { Fact } from '#shared/protocol/index'
import type { Attempt } from './attempt'
import { type Scope, scopesOf } from './audience'

/** Opens, keeps or undoes the part of a shared transaction that belongs to one change. */
export const savepoint = (tx: Tx, act: 'savepoint' | 'release' | 'rollback to') => execute(tx, `${act} one_change`)

export async function readCounter(db: Reader): Promise<number> {
  const row = await db.selectFrom('counter').select('n').where('id', '=', 1).executeTakeFirstOrThrow()
  return row.n
}

export async function writeCounter(tx: Tx, n: number): Promise<void> {
  await tx.updateTable('counter').set({ n }).where('id', '=', 1).execute()
}

/**
 * Takes the next `count` numbers and returns the first. The row stays locked until the commit, so numbers
 * become visible in their order.
 */
export async function takeNumbers(tx: Tx, count: number): Promise<number> {
  const row = await tx
    .updateTable('counter')
    .set({ n: sql<number>`n + ${count}` })
    .where('id', '=', 1)
    .returning('n')
    .executeTakeFirstOrThrow()
  return row.n - count + 1
}

export async function insertFact(tx: Tx, fact: Fact): Promise<void> {
  const { n, name, at, data } = fact
  await tx
    .insertInto('fact')
    .values({ n, name, at, data: JSON.stringify(data) })
    .execute()
  const scopes = [...new Set(scopesOf(name, data as never))]
  await tx
    .insertInto('fact_scope')
    .values(scopes.map((scope) => ({ scope, n })))
    .execute()
}

export const findAnswer = (tx: Tx, { caller, rid }: Attempt) =>
  tx
    .selectFrom('answer')
    .select(['input_hash', 'answer'])
    .where('caller', '=', caller)
    .where('rid', '=', rid)
    .executeTakeFirst()

export async function insertAnswer(
  tx: Tx,
  { caller, rid, inputHash }: Attempt,
  answer: string,
  at: string,
): Promise<void> {
  await tx.insertInto('answer').values({ caller, rid, input_hash: inputHash, answer, at }).execute()
}

/** Forgets answers given before `at`, a bounded number at a time. */
export async function removeAnswersBefore(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('answer').where('at', '<', at).execute()
}

/** Facts of any of the scopes with `after < n <= until`, in order, at most `limit`. Null scopes mean all. */
export async function listFacts(
  db: Reader,
  scopes: Scope[] | null,
  after: number,
  until: number,
  limit: number,
): Promise<Fact[]> {
  if (scopes?.length === 0) return []
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    .where('n', '>', after)
    .where('n', '<=', until)
    .$if(scopes !== null, (query) =>
      query.where('n', 'in', (heard) =>
        heard
          .selectFrom('fact_scope')
          .select('n')
          .distinct()
          .where('scope', 'in', scopes ?? [])
          .where('n', '>', after)
          .where('n', '<=', until)
          .orderBy('n')
          .limit(limit),
      ),
    )
    .orderBy('n')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }) as Fact)
}

/** When the first fact beyond `after` happened; undefined when there is none. */
export async function findInstantAfter(db: Reader, after: number): Promise<string | undefined> {
  const row = await db.selectFrom('fact').select('at').where('n', '>', after).orderBy('n').limit(1).executeTakeFirst()
  return row?.at
}
