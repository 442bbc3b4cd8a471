import { heardByVisitor, scopesOf, visitorRoom } from '#server/events/audience'
import type { Fact } from '#shared/protocol/index'
import type { AgentNamespace, VisitorNamespace } from './namespaces'

/**
 * Carries announced facts to the rooms that may hear them, in order. A socket that stands in several of a fact's
 * rooms gets it once.
 */
export const fanOut =
  (agents: AgentNamespace, visitors: VisitorNamespace) =>
  (fact: Fact): void => {
    agents.to(scopesOf(fact.name, fact.data as never)).emit('fact', fact)
    const heard = heardByVisitor(fact.name, fact.data as never)
    if (heard) visitors.to(visitorRoom(heard.data.conversationId)).emit('fact', heard)
  }
