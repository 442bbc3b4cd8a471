import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { Fact, FactName } from '#shared/protocol/index'

/** Up to where the facts have been worked off. */
export async function readCursor(db: Reader): Promise<number> {
  const { n } = await db.selectFrom('rule_cursor').select('n').where('id', '=', 1).executeTakeFirstOrThrow()
  return Number(n)
}

/** Takes the cursor for this change: two servers that work at once wait for one another here. */
export async function holdCursor(tx: Tx): Promise<number> {
  const { n } = await tx
    .updateTable('rule_cursor')
    .set((eb) => ({ n: eb.ref('n') }))
    .where('id', '=', 1)
    .returning('n')
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function saveCursor(tx: Tx, n: number): Promise<void> {
  await tx.updateTable('rule_cursor').set({ n }).where('id', '=', 1).execute()
}

/** Facts of these names with `after < n <= until`, in order. */
export async function listNamed(
  db: Reader,
  names: readonly FactName[],
  { after, until, limit, latest = false }: { after: number; until: number; limit: number; latest?: boolean },
): Promise<Fact[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('fact')
    .selectAll()
    .where('n', '>', after)
    .where('n', '<=', until)
    .where('name', 'in', names)
    .orderBy('n', latest ? 'desc' : 'asc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }) as Fact)
}

/** The latest facts of these names in one history, newest first. */
export async function listOfHistory(
  db: Reader,
  scope: string,
  names: readonly FactName[],
  limit: number,
): Promise<Fact[]> {
  const rows = await db
    .selectFrom('fact_scope')
    .innerJoin('fact', 'fact.n', 'fact_scope.n')
    .selectAll('fact')
    .where('fact_scope.scope', '=', scope)
    .where('fact.name', 'in', names)
    .orderBy('fact_scope.n', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }) as Fact)
}

/** Whether a person has a deal under way. */
export async function hasOpenDeal(db: Reader, personId: string): Promise<boolean> {
  const open = db.selectFrom('deal').select('id').where('person_id', '=', personId).where('outcome', '=', 'open')
  return (await open.where('removed', '=', sql.lit(0)).limit(1).executeTakeFirst()) !== undefined
}
