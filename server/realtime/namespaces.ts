import type { DefaultEventsMap, Namespace, Socket } from 'socket.io'
import type { AgentCaller, VisitorCaller } from '#server/context'
import type { ClientEvents, ServerEvents } from '#shared/protocol/index'

/** What stays with an agent's socket; the token only so that the session can be checked again. */
export type AgentData = { caller: AgentCaller; token: string; address: string }
export type VisitorData = {
  caller: VisitorCaller
  /** Whose browser it is, and who they had turned out to be when it came. */
  names: readonly string[]
  conversationId: string | null
  address: string
}

export type AgentNamespace = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, AgentData>
export type VisitorNamespace = Namespace<ClientEvents, ServerEvents, DefaultEventsMap, VisitorData>
export type AgentSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, AgentData>
export type VisitorSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, VisitorData>
