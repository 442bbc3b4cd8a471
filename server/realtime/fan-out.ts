import { closedScope, heardByVisitor, scopesOf, visitorRoom } from '#server/events/audience'
import { hearingOf } from '#server/events/hearing'
import { spokenOf } from '#server/events/spoken'
import type { Fact } from '#shared/protocol/index'
import type { AgentNamespace, VisitorNamespace } from './namespaces'

/**
 * Carries announced facts to the rooms that may hear them, in order. A socket that stands in several of a fact's
 * rooms gets it once, and one to whom a pipeline of the fact is closed does not get it.
 */
export const fanOut =
  (agents: AgentNamespace, visitors: VisitorNamespace) =>
  (fact: Fact): void => {
    const rooms = scopesOf(fact.name, fact.data as never)
    const shut = spokenOf(fact).pipelineIds.flatMap((id) => (id === undefined ? [] : [closedScope(id)]))
    if (shut.length === 0) agents.to(rooms).emit('fact', fact)
    else {
      agents.to(rooms).except(shut).emit('fact', fact)
      turnAway(agents, fact, rooms, shut)
    }
    const heard = heardByVisitor(fact.name, fact.data as never)
    if (heard) visitors.to(visitorRoom(heard.data.conversationId)).emit('fact', heard)
  }

/** Whoever is not told and knows something of it, or should from now on, asks for everything anew. */
function turnAway(agents: AgentNamespace, fact: Fact, rooms: readonly string[], shut: readonly string[]): void {
  const shutOut = new Set(shut.flatMap((room) => [...(agents.adapter.rooms.get(room) ?? [])]))
  for (const id of shutOut) {
    const socket = agents.sockets.get(id)
    if (!socket || !rooms.some((room) => socket.rooms.has(room))) continue
    if (hearingOf(fact, socket.data.caller) === 'resync') socket.emit('resync')
  }
}
