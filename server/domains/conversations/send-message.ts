import type { AgentContext } from '#server/context'
import type { Message } from '#shared/protocol/conversations'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { accessConversation } from './access'
import { append } from './append'
import { takeFree } from './assign-conversation'
import { findSent } from './queries'
import { readBody } from './rules'

/** An agent answers. Answering in Incoming accepts the conversation. */
export async function sendMessage(
  input: CheckedInputOf<'message:send'>,
  { caller, change, now }: AgentContext,
): Promise<Message> {
  const body = readBody(input.body)
  return change(async (tx, record) => {
    const before = await accessConversation(tx, caller, input.conversationId)
    const sent = await findSent(tx, before.id, 'agent', input.id)
    if (sent) {
      if (sent.body !== body || sent.agentId !== caller.id) throw new Refusal('rid-reused')
      return sent
    }
    if (before.status === 'closed') throw new Refusal('conversation-closed')
    const conversation = before.assigneeId ? before : await takeFree(tx, record, before, caller.id)
    const { message } = await append(tx, record, conversation, {
      id: input.id,
      kind: 'text',
      author: 'agent',
      agentId: caller.id,
      agentName: caller.name,
      body,
      at: now(),
    })
    return message
  })
}
