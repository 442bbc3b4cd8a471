import type { AgentContext } from '#server/context'
import type { Conversation } from '#shared/protocol/conversations'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessConversation } from './access'
import { turn } from './append'

/** Closes a conversation; a new message of the visitor opens it again. */
export const closeConversation = (input: CheckedInputOf<'conversation:close'>, context: AgentContext) =>
  set(input, context, 'closed')

/** Opens a closed conversation again. */
export const reopenConversation = (input: CheckedInputOf<'conversation:reopen'>, context: AgentContext) =>
  set(input, context, 'open')

const set = (
  { conversationId }: { conversationId: string },
  { caller, change, now }: AgentContext,
  status: Conversation['status'],
): Promise<Conversation> =>
  change(async (tx, record) => {
    const before = await accessConversation(tx, caller, conversationId)
    if (before.status === status) return before
    return turn(tx, record, before, status, { agentId: caller.id, agentName: caller.name }, now())
  })
