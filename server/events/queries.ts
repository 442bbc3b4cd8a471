import { sql } from 'kysely'
import { among } from '#server/storage/among'
import type { Reader, Tx } from '#server/storage/db'
import type { AnswerTable, FactTable } from '#server/storage/schema'
import { execute, insertion, statement } from '#server/storage/statement'
import type { Fact } from '#shared/protocol/index'
import type { Attempt } from './attempt'
import { type Scope, scopesOf } from './audience'

/** Opens, keeps or undoes the part of a shared transaction that belongs to one change. */
export const savepoint = (tx: Tx, act: 'savepoint' | 'release' | 'rollback to') => execute(tx, `${act} one_change`)

export async function readCounter(db: Reader): Promise<number> {
  const [row] = await counterStatement(db, {})
  if (!row) throw new Error('There is no number line')
  return row.n
}

const counterStatement = statement<Record<string, never>, { n: number }>((db) =>
  db.selectFrom('counter').select('n').where('id', '=', 1),
)

export async function writeCounter(tx: Tx, n: number): Promise<void> {
  await saveCounter(tx, { n })
}

const saveCounter = statement<{ n: number }, unknown>((db, { n }) =>
  db.updateTable('counter').set({ n }).where('id', '=', 1),
)

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

const addFact = statement<FactTable, never>(
  (db, { n, name, at, data }) => db.insertInto('fact').values({ n, name, at, data }) as never,
)

type ScopeValues = { n: number } & Record<`scope${number}`, Scope>

/** One for each count of scopes: all of a fact go in at once, with SQL that is built once. */
const addScopes = new Map<number, ReturnType<typeof scopesStatement>>()

const scopesStatement = (count: number) =>
  statement<ScopeValues, never>(
    (db, values) =>
      db
        .insertInto('fact_scope')
        .values(
          Array.from({ length: count }, (_, at) => ({ scope: values[`scope${at}`] ?? '', n: values.n })),
        ) as never,
  )

export async function insertFact(tx: Tx, { n, name, at, data }: Fact): Promise<void> {
  await addFact(tx, { n, name, at, data: JSON.stringify(data) })
  const scopes = [...new Set(scopesOf(name, data as never))]
  const add = addScopes.get(scopes.length) ?? scopesStatement(scopes.length)
  addScopes.set(scopes.length, add)
  await add(tx, { n, ...Object.fromEntries(scopes.map((scope, at) => [`scope${at}`, scope])) })
}

const answerTo = statement<{ caller: string; rid: string }, Pick<AnswerTable, 'input_hash' | 'answer'>>(
  (db, { caller, rid }) =>
    db.selectFrom('answer').select(['input_hash', 'answer']).where('caller', '=', caller).where('rid', '=', rid),
)

/** What was answered to an attempt, if it was made before. */
export const findAnswer = async (tx: Tx, { caller, rid }: Attempt) => (await answerTo(tx, { caller, rid }))[0]

const addAnswer = insertion('answer')

export async function insertAnswer(
  tx: Tx,
  { caller, rid, inputHash }: Attempt,
  answer: string,
  at: string,
): Promise<void> {
  await addAnswer(tx, { caller, rid, input_hash: inputHash, answer, at })
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

/** Of these deals and tasks those that stand in one of these pipelines. */
export async function listInPipelines(
  db: Reader,
  ids: readonly string[],
  pipelineIds: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const deals = await db
    .selectFrom('deal')
    .select('id')
    .where(among(db, 'id', ids))
    .where('pipeline_id', 'in', pipelineIds)
    .execute()
  const tasks = await db
    .selectFrom('task')
    .innerJoin('deal', 'deal.id', 'task.deal_id')
    .select('task.id')
    .where(among(db, 'task.id', ids))
    .where('deal.pipeline_id', 'in', pipelineIds)
    .execute()
  return [...deals, ...tasks].map(({ id }) => id)
}
