import type { AgentContext, VisitorContext } from '#server/context'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Conversation } from '#shared/protocol/conversations'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessConversation } from './access'
import { countUnread } from './message-queries'
import { findCurrent, lockConversation, saveConversation } from './queries'
import { forward, isSame } from './rules'

/** How far the team has received and seen. */
export async function markByAgent(
  { conversationId, delivered, read }: CheckedInputOf<'conversation:mark'>,
  { caller, change, read: db }: AgentContext,
): Promise<Record<string, never>> {
  // Most marks say nothing new; they need no turn at the writing connection.
  const seen = await accessConversation(db, caller, conversationId)
  if (isSame(seen.agentMarks, forward(seen.agentMarks, { delivered, read }, seen.head))) return {}
  return change(async (tx, record) => {
    const before = await lockConversation(tx, conversationId)
    if (!before) return {}
    const agentMarks = forward(before.agentMarks, { delivered, read }, before.head)
    if (isSame(before.agentMarks, agentMarks)) return {}
    const unread =
      agentMarks.read > before.agentMarks.read ? await countUnread(tx, before.id, agentMarks.read) : before.unread
    return save(tx, record, { ...before, agentMarks, unread })
  })
}

/** How far the visitor has received and seen. */
export async function markByVisitor(
  marks: CheckedInputOf<'visit:mark'>,
  { caller, change }: VisitorContext,
): Promise<Record<string, never>> {
  const { visitor } = caller
  if (!visitor) return {}
  return change(async (tx, record) => {
    const current = await findCurrent(tx, visitor.personId)
    if (!current) return {}
    if (isSame(current.visitorMarks, forward(current.visitorMarks, marks, current.head))) return {}
    const before = (await lockConversation(tx, current.id)) ?? current
    return save(tx, record, { ...before, visitorMarks: forward(before.visitorMarks, marks, before.head) })
  })
}

async function save(tx: Tx, record: Recorder, seen: Conversation): Promise<Record<string, never>> {
  const conversation = { ...seen, version: seen.version + 1 }
  await saveConversation(tx, conversation)
  record('conversation.seen', { conversation })
  return {}
}
