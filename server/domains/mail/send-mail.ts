import type { Changes } from '#server/events/changes'
import type { Ringing } from '#server/jobs/alarm'
import { nextTry } from '#server/jobs/back-off'
import type { Post, Sent } from '#server/outbound/mail'
import type { Db } from '#server/storage/db'
import { findNextAt, lockMail, mailOf, saveMail, takeMail } from './queries'
import { settle } from './rules'
import { tellMail } from './tell-mail'

/** Longer than any talk with a mail server. Whoever dies in the middle of one leaves the mail to be tried after it. */
const talkMs = 5 * 60_000
/** While the server cannot be reached, one mail in a minute finds out whether it can. */
const pauseMs = 60_000

/** Hands waiting mail to the mail server, one after another, while there is a server to hand it to. */
export function mailbag(read: Db, changes: Changes, now: () => string, post: Post | null): Ringing & { hurry(): void } {
  let pausedUntil = ''
  return {
    hurry: () => {
      pausedUntil = ''
    },
    async next() {
      const at = post ? await findNextAt(read) : undefined
      return at !== undefined && at < pausedUntil ? pausedUntil : at
    },
    async ring() {
      const at = now()
      if (!post || at < pausedUntil) return false
      const until = new Date(Date.parse(at) + talkMs).toISOString()
      const taken = await changes.change(null, (tx) => takeMail(tx, at, until))
      if (!taken) return false
      const { id, recipient: to, subject, body: text } = taken
      const outcome = await post.send({ id, to, subject, text })
      if (!outcome.sent && outcome.why === 'unreachable')
        pausedUntil = new Date(Date.parse(now()) + pauseMs).toISOString()
      await conclude(changes, id, outcome, now())
      return true
    },
  }
}

const conclude = (changes: Changes, id: string, outcome: Sent, at: string): Promise<void> =>
  changes.change(null, async (tx, record) => {
    const row = await lockMail(tx, id)
    if (row?.state !== 'waiting') return
    const after = settle(outcome, nextTry(row.tries, row.wanted_at, at), at)
    await saveMail(tx, id, after)
    const mail = mailOf({ ...row, ...after })
    if (mail.state === 'sent') tellMail(record, 'mail.sent', mail)
    if (mail.state === 'failed') tellMail(record, 'mail.failed', mail)
  })
