import { z } from 'zod'
import type { AgentCaller } from '#server/context'
import type { Db } from '#server/storage/db'
import type { Page } from '#shared/protocol/people'
import { type ClientSignals, clientSignals, type ServerSignals } from '#shared/protocol/signals'

/** Says something that is true only now. It may be lost, and nobody waits for it. */
export type Tell = {
  /** To a room, but to nobody who stands in one of the others. */
  agents<Name extends keyof ServerSignals>(
    room: string,
    name: Name,
    data: ServerSignals[Name],
    except?: readonly string[],
  ): void
  visitors<Name extends keyof ServerSignals>(room: string, name: Name, data: ServerSignals[Name]): void
}

export type AgentSignal<Data> = (
  data: Data,
  about: { caller: AgentCaller; read: Db; tell: Tell },
) => Promise<void> | void
export type VisitorSignal<Data> = (
  data: Data,
  about: { siteId: string; conversationId: string | null; tell: Tell; remember(page: Page): void },
) => Promise<void> | void

export type AgentSignals = {
  'agent.typing': AgentSignal<ClientSignals['agent.typing']>
  'deal.dragging': AgentSignal<ClientSignals['deal.dragging']>
}
export type VisitorSignals = {
  'visitor.typing': VisitorSignal<ClientSignals['visitor.typing']>
  'visitor.page': VisitorSignal<ClientSignals['visitor.page']>
}

/** Reads a signal from the wire; null when it is not one, which is not worth an answer. */
export function readSignal(name: unknown, data: unknown): { name: keyof ClientSignals; data: unknown } | null {
  const known = Names.safeParse(name)
  if (!known.success) return null
  const read = clientSignals[known.data].safeParse(data)
  return read.success ? { name: known.data, data: read.data } : null
}

const Names = z.enum(Object.keys(clientSignals) as [keyof ClientSignals])
