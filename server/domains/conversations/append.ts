import { randomBytes } from 'node:crypto'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Conversation, Message } from '#shared/protocol/conversations'
import { secondsUntil } from '#shared/rules/chat-money'
import { advance, insertMessage, saveConversation } from './queries'
import { previewOf, standing } from './rules'

type Line = Pick<Message, 'id' | 'kind' | 'author' | 'agentId' | 'body'> & { agentName: string | null; at: string }

/** Puts one line at the end of a conversation: it takes the next `seq`, and its `n` when the change is numbered. */
export async function append(
  tx: Tx,
  record: Recorder,
  before: Conversation,
  { id, kind, author, agentId, agentName, body, at }: Line,
): Promise<{ message: Message; conversation: Conversation }> {
  const isText = kind === 'text'
  const conversation = await advance(tx, {
    id: before.id,
    at,
    preview: isText ? previewOf(body) : null,
    previewBy: isText ? author : null,
    waiting: isText ? (author === 'visitor' ? 'begins' : 'ends') : 'goes on',
    unread: isText && author === 'visitor' ? 1 : 0,
    by: isText && author === 'agent' ? agentId : null,
    after: isText && author === 'agent' ? secondsUntil(before.startedAt, at) : null,
  })
  const message: Message = {
    id,
    conversationId: before.id,
    seq: conversation.head,
    n: 0,
    kind,
    author,
    agentId,
    body,
    sentAt: at,
  }
  record('message.sent', { message, conversation, agentName }, (n) => {
    message.n = n
    return insertMessage(tx, message)
  })
  return { message, conversation }
}

/** Closes or reopens: the conversation changes its status and the visitor sees a line about it. */
export async function turn(
  tx: Tx,
  record: Recorder,
  before: Conversation,
  to: 'closed' | 'open',
  by: { agentId: string; agentName: string } | null,
  at: string,
): Promise<Conversation> {
  const { conversation: seen } = await append(tx, record, before, {
    id: randomBytes(16).toString('base64url'),
    kind: to === 'closed' ? 'closed' : 'reopened',
    author: 'system',
    agentId: by?.agentId ?? null,
    agentName: by?.agentName ?? null,
    body: '',
    at,
  })
  const conversation: Conversation = {
    ...seen,
    status: to,
    waitingSince: to === 'closed' ? null : (seen.waitingSince ?? at),
    version: seen.version + 1,
  }
  await saveConversation(tx, conversation)
  const data = { conversation, was: standing(before), byAgentId: by?.agentId ?? null }
  record(to === 'closed' ? 'conversation.closed' : 'conversation.reopened', data)
  return conversation
}
