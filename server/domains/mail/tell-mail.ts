import type { Recorder } from '#server/events/recorder'
import type { Mail } from '#shared/protocol/mail'

/** Tells of a mail without its words: they are kept only as long as the mail is. */
export function tellMail(record: Recorder, name: MailFact, { text: _, ...mail }: Mail): void {
  record(name, { mail })
}

type MailFact = 'mail.queued' | 'mail.sent' | 'mail.failed' | 'mail.retried'
