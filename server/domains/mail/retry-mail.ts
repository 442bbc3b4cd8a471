import type { AgentContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Mail } from '#shared/protocol/mail'
import { Refusal } from '#shared/protocol/refusals'
import { lockMail, mailOf, saveMail } from './queries'
import { tellMail } from './tell-mail'

/** Tries a mail now that waits or was given up; what was sent stays sent. */
export const retryMail = ({ mailId }: CheckedInputOf<'mail:retry'>, { change, now }: AgentContext): Promise<Mail> =>
  change(async (tx, record) => {
    const row = await lockMail(tx, mailId)
    if (!row) throw new Refusal('not-found')
    if (row.state === 'sent') return mailOf(row)
    const again = { state: 'waiting', tries: 0, next_at: now(), wanted_at: now() } as const
    await saveMail(tx, mailId, again)
    const mail = mailOf({ ...row, ...again })
    tellMail(record, 'mail.retried', mail)
    return mail
  })
