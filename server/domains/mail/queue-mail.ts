import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Mail } from '#shared/protocol/mail'
import { insertMail, mailOf } from './queries'
import { tellMail } from './tell-mail'

export type NewMail = Pick<Mail, 'siteId' | 'personId' | 'to' | 'subject' | 'text' | 'ruleId' | 'ruleName'>

/** A mail that goes out once the change it is written in has happened, and not before. */
export async function queueMail(
  { tx, record, at }: { tx: Tx; record: Recorder; at: string },
  { siteId, personId, to, subject, text, ruleId, ruleName }: NewMail,
): Promise<string> {
  const row = {
    ...{ id: newId(), site_id: siteId, person_id: personId, recipient: to, subject, body: text },
    ...{ state: 'waiting' as const, tries: 0, next_at: at, last_error: '', rule_id: ruleId, rule_name: ruleName },
    ...{ created_at: at, wanted_at: at, sent_at: null },
  }
  await insertMail(tx, row)
  tellMail(record, 'mail.queued', mailOf(row))
  return row.id
}
