import { z } from 'zod'
import { Body, Marks, MessageKind } from './conversations'
import { Id, Instant, RandomId, request, Seq, text } from './define'
import { EmailAddress } from './details'
import { Attributes, Page } from './people'

/** A message as its visitor may see it. */
export const VisitorMessage = z.object({
  id: RandomId,
  seq: Seq,
  kind: MessageKind,
  author: z.enum(['visitor', 'agent', 'system']),
  /** First name of the agent who wrote it. */
  agentName: z.string().nullable(),
  body: z.string(),
  sentAt: Instant,
})
export type VisitorMessage = z.infer<typeof VisitorMessage>

/** The answer to a sync: everything after what the visitor already has, oldest first, at most 200. */
export const VisitorView = z.object({
  /** Random, renewed by a restore; another epoch than before means: forget the view, load anew. */
  epoch: z.string(),
  /** Null until the first message. */
  conversationId: Id.nullable(),
  status: z.enum(['open', 'closed']),
  head: Seq,
  messages: z.array(VisitorMessage),
  visitorMarks: Marks,
  agentMarks: Marks,
  /** Whether somebody of the team is there now. */
  agentsOnline: z.boolean(),
  agentName: z.string().nullable(),
  /** Whether it is known how to call or reach them: then nobody asks. */
  introduced: z.boolean(),
})
export type VisitorView = z.infer<typeof VisitorView>

/** The opaque secret of a visitor's browser, chosen there: 32 random bytes, base64url. */
export const VisitorToken = z.string().regex(/^v1\.[A-Za-z0-9_-]{43}$/)

export const visitRequests = {
  sync: request({ door: 'visitor', permission: null, limit: 'visitor-sync' })
    .route({ method: 'POST', path: '/visit/sync', summary: 'What came after', tags: ['Visitor'] })
    .input(z.object({ after: Seq }))
    .output(VisitorView),
  send: request({ door: 'visitor', permission: null, limit: 'visitor-send' })
    .route({ method: 'POST', path: '/visit/messages', summary: 'Write to the team', tags: ['Visitor'] })
    .input(
      z.object({
        id: RandomId,
        body: Body,
        page: Page,
        language: text(35, 0),
        attributes: Attributes.optional(),
      }),
    )
    .output(z.object({ conversationId: Id, message: VisitorMessage })),
  mark: request({ door: 'visitor', permission: null, limit: 'visitor-mark' })
    .route({ method: 'POST', path: '/visit/marks', summary: 'How far I have received and seen', tags: ['Visitor'] })
    .input(z.object({ delivered: Seq, read: Seq }))
    .output(z.object({})),
  describe: request({ door: 'visitor', permission: null, limit: 'visitor-mark' })
    .route({ method: 'POST', path: '/visit/attributes', summary: 'What the page knows about me', tags: ['Visitor'] })
    .input(z.object({ attributes: Attributes }))
    .output(z.object({})),
  /** Says who the visitor is, after their first message. Refused `details-required` when it says nothing. */
  introduce: request({ door: 'visitor', permission: null, limit: 'visitor-mark' })
    .route({ method: 'POST', path: '/visit/introduction', summary: 'Who I am', tags: ['Visitor'] })
    .input(
      z.object({
        name: text(120, 0).default(''),
        /** Empty when they do not say. */
        email: z.union([z.literal(''), EmailAddress]).default(''),
        phone: text(40, 0).default(''),
        mayMail: z.boolean().nullable().default(null),
      }),
    )
    .output(z.object({})),
}

/** Facts as visitors hear them, on the socket event `fact`. */
export type VisitorFact =
  | { name: 'message.sent'; data: { conversationId: string; message: VisitorMessage } }
  | { name: 'conversation.seen'; data: { conversationId: string; agentMarks: Marks } }
