import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { RuleCallRow } from './tables'

export async function insertCall(tx: Tx, row: RuleCallRow): Promise<void> {
  await tx.insertInto('rule_call').values(row).execute()
}

const waiting = (db: Reader) =>
  db.selectFrom('rule_call').where('state', '=', sql.lit('waiting')).orderBy('next_at').orderBy('id').limit(1)

/** When the next call is to be tried; undefined while none waits. */
export async function findNextAt(db: Reader): Promise<string | undefined> {
  return (await waiting(db).select('next_at').executeTakeFirst())?.next_at ?? undefined
}

/** Takes the call that has waited longest, and says until when nobody else is to try it. */
export async function takeCall(tx: Tx, now: string, until: string): Promise<RuleCallRow | undefined> {
  const found = await waiting(tx).select(['id', 'next_at']).where('next_at', '<=', now).executeTakeFirst()
  if (!found) return undefined
  return tx
    .updateTable('rule_call')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_at: until }))
    .where('id', '=', found.id)
    .where('next_at', '=', found.next_at)
    .returningAll()
    .executeTakeFirst()
}

export async function saveCall(
  tx: Tx,
  id: string,
  change: Pick<RuleCallRow, 'state' | 'next_at' | 'last_error'>,
): Promise<void> {
  await tx.updateTable('rule_call').set(change).where('id', '=', id).execute()
}

/** Forgets what was done with before `at`. */
export async function removeCallsBefore(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('rule_call').where('state', '!=', 'waiting').where('created_at', '<', at).execute()
}
