import { z } from 'zod'
import { Cursor, Id, Instant, Rid, request } from './define'

/** `failed` is given up: refused for good by the server, or tried for three days. */
export const MailState = z.enum(['waiting', 'sent', 'failed'])
export type MailState = z.infer<typeof MailState>

/** A mail a rule wrote. It is kept until it is sent, however long that takes. */
export const Mail = z.object({
  id: Id,
  siteId: Id,
  /** Whom it is about, and for whom unless it goes to one of the team. */
  personId: Id,
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  state: MailState,
  /** How often it was tried. */
  tries: z.int(),
  /** When it is tried next; null when it no longer is. */
  nextAt: Instant.nullable(),
  /** What the mail server said, or why it could not be asked; empty when nothing went wrong. */
  lastError: z.string(),
  /** The rule that wrote it, by the name it had. */
  ruleId: Id,
  ruleName: z.string(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
})
export type Mail = z.infer<typeof Mail>

const manage = { door: 'agent', permission: 'settings.manage' } as const

export const mailRequests = {
  list: request({ ...manage, limit: 'read' })
    .route({ method: 'GET', path: '/mails', summary: 'The outbox, newest first', tags: ['Rules'] })
    .input(
      z.object({
        state: MailState.optional(),
        cursor: Cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        items: z.array(Mail),
        next: z.string().nullable(),
        /** Whether there is a mail server to hand them to; without one they wait. */
        isSetUp: z.boolean(),
      }),
    ),
  retry: request({ ...manage, limit: 'change' })
    .route({ method: 'POST', path: '/mails/{mailId}/retry', summary: 'Try a mail again, now', tags: ['Rules'] })
    .input(z.object({ rid: Rid, mailId: Id }))
    .output(Mail),
}

const mailFact = z.object({ mail: Mail.omit({ text: true }) })

export const mailFacts = {
  'mail.queued': mailFact,
  'mail.sent': mailFact,
  /** Given up. */
  'mail.failed': mailFact,
  /** Somebody asked for another try. */
  'mail.retried': mailFact,
}
