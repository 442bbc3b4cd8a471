import type { VisitorContext } from '#server/context'
import { meetVisitor } from '#server/domains/people/index'
import { firstName, visitorRoom } from '#server/events/audience'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Conversation, Message } from '#shared/protocol/conversations'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { Person } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import type { VisitorMessage } from '#shared/protocol/visits'
import { beginningAfter } from '#shared/rules/chat-money'
import { append, turn } from './append'
import { findCurrent, findSent, insertConversation } from './queries'
import { readBody } from './rules'

/** A visitor writes. The first message makes the person, the visitor and the conversation; a closed one reopens. */
export async function writeToTeam(
  input: CheckedInputOf<'visit:send'>,
  { caller, change, now, hear }: VisitorContext,
): Promise<OutputOf<'visit:send'>> {
  const body = readBody(input.body)
  const { message, isNew } = await change(async (tx, record) => {
    const at = now()
    const told = { page: input.page, language: input.language, attributes: input.attributes ?? {} }
    const { person, begunBy, isNew } = await meetVisitor(tx, caller, told, at)
    const current = isNew ? undefined : await findCurrent(tx, begunBy)
    const sent = current && (await findSent(tx, current.id, 'visitor', input.id))
    if (sent) {
      if (sent.body !== body) throw new Refusal('rid-reused')
      return { message: sent, isNew: false }
    }
    let conversation = current ?? (await start(tx, person, begunBy, input.page.url, at))
    if (!current) record('conversation.started', { conversation, person })
    if (conversation.status === 'closed') conversation = await turn(tx, record, conversation, 'open', null, at)
    const line = { id: input.id, kind: 'text', author: 'visitor', agentId: null, agentName: null, body, at } as const
    const { message } = await append(tx, record, conversation, line)
    return { message, isNew: !current }
  })
  if (isNew || !caller.visitor) await hear(visitorRoom(message.conversationId))
  return { conversationId: message.conversationId, message: forVisitor(message, null) }
}

/** A message as its visitor may see it, chosen field by field. */
export const forVisitor = (
  { id, seq, kind, author, body, sentAt }: Message,
  agentName: string | null,
): VisitorMessage => ({ id, seq, kind, author, agentName: firstName(agentName), body, sentAt })

async function start(tx: Tx, person: Person, begunBy: string, pageUrl: string, at: string): Promise<Conversation> {
  const { id: personId, siteId } = person
  const conversation: Conversation = {
    id: newId(),
    siteId,
    personId,
    status: 'open',
    assigneeId: null,
    head: 0,
    preview: '',
    previewBy: 'visitor',
    lastAt: at,
    waitingSince: at,
    unread: 0,
    visitorMarks: { delivered: 0, read: 0 },
    agentMarks: { delivered: 0, read: 0 },
    startedAt: at,
    version: 1,
  }
  await insertConversation(tx, conversation, begunBy, beginningAfter(pageUrl, person.origin.url))
  return conversation
}
