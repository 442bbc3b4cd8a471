import { type Acting, type AgentContext, byOf } from '#server/context'
import { findAgent, worksOn } from '#server/domains/agents/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import type { Conversation } from '#shared/protocol/conversations'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { accessConversation } from './access'
import { lockConversation, saveConversation } from './queries'
import { standing } from './rules'

/** Takes a conversation from Incoming. The first wins; whoever comes second is told who was first. */
export const acceptConversation = (
  { conversationId }: CheckedInputOf<'conversation:accept'>,
  { caller, change }: AgentContext,
): Promise<Conversation> =>
  change(async (tx, record) => {
    await accessConversation(tx, caller, conversationId)
    const before = await lockConversation(tx, conversationId)
    if (!before) throw new Refusal('not-found')
    if (before.status === 'closed') throw new Refusal('conversation-closed')
    if (before.assigneeId === caller.id) return before
    if (before.assigneeId) throw new Refusal('already-accepted', { byAgentId: before.assigneeId })
    return take(tx, record, before, caller.id)
  })

/** Takes a conversation unless somebody was faster; either way somebody has it afterwards. */
export async function takeFree(tx: Tx, record: Recorder, seen: Conversation, agentId: string): Promise<Conversation> {
  const before = await lockConversation(tx, seen.id)
  return before && !before.assigneeId ? take(tx, record, before, agentId) : (before ?? seen)
}

/** Makes an agent the conversation's own, out of Incoming. */
async function take(tx: Tx, record: Recorder, before: Conversation, agentId: string): Promise<Conversation> {
  const conversation = { ...before, assigneeId: agentId, version: before.version + 1 }
  await saveConversation(tx, conversation)
  record('conversation.accepted', { conversation, was: standing(before), byAgentId: agentId })
  return conversation
}

/** Gives a conversation to a colleague, or back to Incoming. */
export const assignConversation = (
  { conversationId, agentId }: CheckedInputOf<'conversation:assign'>,
  { caller, change, now }: Acting,
): Promise<Conversation> =>
  change(async (tx, record) => {
    await accessConversation(tx, caller, conversationId)
    const before = await lockConversation(tx, conversationId)
    if (!before) throw new Refusal('not-found')
    if (agentId) {
      const agent = await findAgent(tx, agentId)
      if (!agent || !(await worksOn(tx, agent, before.siteId))) throw new Refusal('not-found')
    }
    if (before.assigneeId === agentId) return before
    const conversation: Conversation = {
      ...before,
      assigneeId: agentId,
      waitingSince: agentId ? before.waitingSince : (before.waitingSince ?? now()),
      version: before.version + 1,
    }
    await saveConversation(tx, conversation)
    record('conversation.assigned', { conversation, was: standing(before), ...byOf(caller) })
    return conversation
  })
