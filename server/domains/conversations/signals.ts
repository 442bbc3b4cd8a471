import { firstName, siteScope, visitorRoom } from '#server/events/audience'
import type { AgentSignal, VisitorSignal } from '#server/realtime/signals'
import type { ClientSignals } from '#shared/protocol/signals'
import { accessConversation } from './access'

/** An agent writes: the visitor sees it, and so do the colleagues. */
export const agentTyping: AgentSignal<ClientSignals['agent.typing']> = async (data, { caller, read, tell }) => {
  if (!caller.permissions.has('conversations.reply')) return
  const conversation = await accessConversation(read, caller, data.conversationId)
  const about = { conversationId: conversation.id, agentId: caller.id, typing: data.typing }
  tell.visitors(visitorRoom(conversation.id), 'agent.typing', { ...about, agentName: firstName(caller.name) ?? '' })
  tell.agents(siteScope(conversation.siteId), 'agent.typing', { ...about, agentName: caller.name })
}

/** The visitor writes: the agents of the site see it. */
export const visitorTyping: VisitorSignal<ClientSignals['visitor.typing']> = (
  { typing },
  { siteId, conversationId, tell },
) => {
  if (conversationId) tell.agents(siteScope(siteId), 'visitor.typing', { conversationId, typing })
}

/** The visitor went to another page. */
export const visitorPage: VisitorSignal<ClientSignals['visitor.page']> = (
  page,
  { siteId, conversationId, tell, remember },
) => {
  remember(page)
  if (conversationId) tell.agents(siteScope(siteId), 'visitor.page', { conversationId, page })
}
