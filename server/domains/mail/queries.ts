import { sql } from 'kysely'
import type { Reader, Tx } from '#server/storage/db'
import type { Mail, MailState } from '#shared/protocol/mail'
import type { MailRow } from './tables'

export const mailOf = (row: MailRow): Mail => ({
  id: row.id,
  siteId: row.site_id,
  personId: row.person_id,
  to: row.recipient,
  subject: row.subject,
  text: row.body,
  state: row.state,
  tries: row.tries,
  nextAt: row.next_at,
  lastError: row.last_error,
  ruleId: row.rule_id,
  ruleName: row.rule_name,
  createdAt: row.created_at,
  sentAt: row.sent_at,
})

export async function insertMail(tx: Tx, row: MailRow): Promise<void> {
  await tx.insertInto('mail').values(row).execute()
}

export type MailChange = Partial<Pick<MailRow, 'state' | 'tries' | 'next_at' | 'last_error' | 'sent_at' | 'wanted_at'>>

export async function saveMail(tx: Tx, id: string, change: MailChange): Promise<void> {
  await tx.updateTable('mail').set(change).where('id', '=', id).execute()
}

/** Takes a mail's row for this change. */
export const lockMail = (tx: Tx, id: string): Promise<MailRow | undefined> =>
  tx
    .updateTable('mail')
    .set((eb) => ({ tries: eb.ref('tries') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()

const waiting = (db: Reader) =>
  db.selectFrom('mail').where('state', '=', sql.lit('waiting')).orderBy('next_at').orderBy('id').limit(1)

/** When the next mail is to be tried; undefined while none waits. */
export async function findNextAt(db: Reader): Promise<string | undefined> {
  return (await waiting(db).select('next_at').executeTakeFirst())?.next_at ?? undefined
}

/**
 * Takes the mail that has waited longest, and says until when nobody else is to try it. Two who take at once see that
 * only one of them has.
 */
export async function takeMail(tx: Tx, now: string, until: string): Promise<MailRow | undefined> {
  const found = await waiting(tx).select(['id', 'next_at']).where('next_at', '<=', now).executeTakeFirst()
  if (!found) return undefined
  return tx
    .updateTable('mail')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_at: until }))
    .where('id', '=', found.id)
    .where('next_at', '=', found.next_at)
    .returningAll()
    .executeTakeFirst()
}

/** The outbox, newest first, by keyset. */
export async function listMail(
  db: Reader,
  { state, before, limit }: { state: MailState | undefined; before: string | undefined; limit: number },
): Promise<Mail[]> {
  let query = db.selectFrom('mail').selectAll().orderBy('id', 'desc').limit(limit)
  if (state) query = query.where('state', '=', state)
  if (before) query = query.where('id', '<', before)
  return (await query.execute()).map(mailOf)
}

/** Forgets what was done with before `at`. */
export async function removeMailBefore(tx: Tx, at: string): Promise<void> {
  await tx.deleteFrom('mail').where('state', '!=', 'waiting').where('wanted_at', '<', at).execute()
}
