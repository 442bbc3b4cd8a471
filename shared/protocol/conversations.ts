import { z } from 'zod'
import { by, Cursor, FactEnvelope, Id, Instant, Position, RandomId, Rid, request, Seq, text } from './define'
import { Person } from './people'

/** Longest message, in characters. */
export const messageLimit = 4000

export const Body = z.string().max(messageLimit * 4)

/** What takes a `seq`: words, and the conversation's closing and reopening. */
export const MessageKind = z.enum(['text', 'closed', 'reopened'])

/** One line of a conversation the visitor may see. `(conversationId, seq)` has no holes. */
export const Message = z.object({
  /** Chosen by the sender, so a retry after a lost answer cannot send it twice. */
  id: RandomId,
  conversationId: Id,
  seq: Seq,
  n: Position,
  kind: MessageKind,
  author: z.enum(['visitor', 'agent', 'system']),
  /** The agent who wrote it or did it. */
  agentId: Id.nullable(),
  body: z.string(),
  sentAt: Instant,
})
export type Message = z.infer<typeof Message>

/** Private to agents. Shown after message `afterSeq`, then by `n`. */
export const Note = z.object({
  id: Id,
  conversationId: Id,
  personId: Id,
  agentId: Id,
  body: z.string(),
  afterSeq: Seq,
  n: Position,
  writtenAt: Instant,
})
export type Note = z.infer<typeof Note>

/** How far one side has received and seen: highest `seq`, never going back. */
export const Marks = z.object({ delivered: Seq, read: Seq })
export type Marks = z.infer<typeof Marks>

/** A talk between one person and the team. */
export const Conversation = z.object({
  id: Id,
  siteId: Id,
  personId: Id,
  status: z.enum(['open', 'closed']),
  /** Null while it stands in Incoming. */
  assigneeId: Id.nullable(),
  /** Highest `seq` taken. */
  head: Seq,
  /** First 140 characters of the last text and who said it. */
  preview: z.string(),
  previewBy: z.enum(['visitor', 'agent', 'system']),
  lastAt: Instant,
  /** Since when the visitor waits for an answer. */
  waitingSince: Instant.nullable(),
  /** Visitor texts no agent has seen. */
  unread: z.int(),
  visitorMarks: Marks,
  agentMarks: Marks,
  startedAt: Instant,
  version: z.int(),
})
export type Conversation = z.infer<typeof Conversation>

/**
 * Which list of the inbox. Incoming: open, accepted by nobody, longest waiting first. Mine: open and mine.
 * All: open and closed; both newest message first.
 */
export const InboxView = z.enum(['incoming', 'mine', 'all'])
export type InboxView = z.infer<typeof InboxView>

/**
 * How many open conversations stand in each list. `n` is where the number line stood when they were counted:
 * a fact beyond it moves the counts by what it says in `was`, an older one is in them already.
 */
export const InboxCounts = z.object({ incoming: z.int(), mine: z.int(), all: z.int(), n: Position })
export type InboxCounts = z.infer<typeof InboxCounts>

const read = { door: 'team', permission: 'conversations.read', limit: 'read' } as const
const reply = { door: 'agent', permission: 'conversations.reply', limit: 'change' } as const

export const conversationRequests = {
  list: request(read)
    .route({ method: 'GET', path: '/conversations', summary: 'One list of the inbox', tags: ['Conversations'] })
    .input(
      z.object({
        view: InboxView,
        cursor: Cursor.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(
      z.object({
        items: z.array(z.object({ conversation: Conversation, person: Person })),
        next: z.string().nullable(),
        counts: InboxCounts,
      }),
    ),
  read: request(read)
    .route({
      method: 'GET',
      path: '/conversations/{conversationId}',
      summary: 'A conversation and its newest messages',
      tags: ['Conversations'],
    })
    .input(
      z.object({
        conversationId: Id,
        /** Only messages below this `seq`, newest first in, oldest first out. */
        before: z.coerce.number().int().min(1).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        conversation: Conversation,
        person: Person,
        messages: z.array(Message),
        notes: z.array(Note),
        /** Facts about deals and tasks that stand between these messages, by `n`; for who may read deals. */
        lines: z.array(FactEnvelope),
        more: z.boolean(),
      }),
    ),
  ofPerson: request(read)
    .route({
      method: 'GET',
      path: '/people/{personId}/conversations',
      summary: 'Conversations of a person, newest first',
      tags: ['Conversations'],
    })
    .input(z.object({ personId: Id }))
    .output(z.array(Conversation)),
  accept: request(reply)
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/accept',
      summary: 'Take a conversation from Incoming; the first wins',
      tags: ['Conversations'],
    })
    .input(z.object({ rid: Rid, conversationId: Id }))
    .output(Conversation),
  assign: request({ ...reply, permission: 'conversations.assign' })
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/assign',
      summary: 'Give a conversation to an agent, or back to Incoming',
      tags: ['Conversations'],
    })
    .input(z.object({ rid: Rid, conversationId: Id, agentId: Id.nullable() }))
    .output(Conversation),
  close: request(reply)
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/close',
      summary: 'Close a conversation',
      tags: ['Conversations'],
    })
    .input(z.object({ rid: Rid, conversationId: Id }))
    .output(Conversation),
  reopen: request(reply)
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/reopen',
      summary: 'Reopen a conversation',
      tags: ['Conversations'],
    })
    .input(z.object({ rid: Rid, conversationId: Id }))
    .output(Conversation),
  mark: request({ ...reply, permission: 'conversations.read' })
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/marks',
      summary: 'Say how far the team has received and seen',
      tags: ['Conversations'],
    })
    .input(z.object({ conversationId: Id, delivered: Seq, read: Seq }))
    .output(z.object({})),
}

export const messageRequests = {
  send: request({ door: 'agent', permission: 'conversations.reply', limit: 'agent-send' })
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/messages',
      summary: 'Answer the visitor',
      tags: ['Conversations'],
    })
    .input(z.object({ id: RandomId, conversationId: Id, body: Body }))
    .output(Message),
}

export const noteRequests = {
  write: request({ door: 'agent', permission: 'notes.write', limit: 'change' })
    .route({
      method: 'POST',
      path: '/conversations/{conversationId}/notes',
      summary: 'Leave a note the visitor never sees',
      tags: ['Conversations'],
    })
    .input(z.object({ rid: Rid, conversationId: Id, body: text(messageLimit) }))
    .output(Note),
}

const withConversation = z.object({
  conversation: Conversation,
  /** How it stood before, so that counts can follow without having it loaded. */
  was: z.object({ status: z.enum(['open', 'closed']), assigneeId: Id.nullable() }),
  ...by,
})

export const conversationFacts = {
  /** The conversation rides along as it stands after the message. */
  'message.sent': z.object({ message: Message, conversation: Conversation, agentName: z.string().nullable() }),
  'note.written': z.object({ note: Note, siteId: Id }),
  'conversation.started': z.object({ conversation: Conversation, person: Person }),
  'conversation.accepted': withConversation,
  'conversation.assigned': withConversation,
  'conversation.closed': withConversation,
  'conversation.reopened': withConversation,
  'conversation.seen': z.object({ conversation: Conversation }),
}
