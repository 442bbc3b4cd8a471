import { z } from 'zod'
import { Id } from './define'
import { Page } from './people'

/** What a client may say that is true only now. Never stored, never answered, may be lost. */
export const clientSignals = {
  /** An agent is writing to the visitor; say it at most every 3 s. */
  'agent.typing': z.object({ conversationId: Id, typing: z.boolean() }),
  /** An agent carries a deal over a stage of the board; null when they let go. */
  'deal.dragging': z.object({ dealId: Id, stageId: Id.nullable() }),
  /** The visitor is writing; say it at most every 3 s. */
  'visitor.typing': z.object({ typing: z.boolean() }),
  /** The visitor went to another page. */
  'visitor.page': Page,
} as const

export type ClientSignals = { [Name in keyof typeof clientSignals]: z.infer<(typeof clientSignals)[Name]> }

/** What the server says that is true only now. Shown for 6 s (typing) or until the next word (presence). */
export type ServerSignals = {
  /** To agents of the site. */
  'visitor.typing': { conversationId: string; typing: boolean }
  /** To the visitor and to the other agents of the site. */
  'agent.typing': { conversationId: string; agentId: string; agentName: string; typing: boolean }
  /** To the other agents who may see the deal. */
  'deal.dragging': { dealId: string; stageId: string | null; agentId: string; agentName: string }
  /** To agents: which page the visitor is on. */
  'visitor.page': { conversationId: string; page: Page }
  /** To agents: whether the visitor's browser is connected. */
  'visitor.presence': { personId: string; online: boolean }
  /** To agents. */
  'agent.presence': { agentId: string; online: boolean }
  /** To visitors of a site: whether somebody is there. */
  'team.presence': { online: boolean }
  /** To everybody, before a restart: reconnect at a random moment within `spreadMs`. */
  drain: { spreadMs: number }
  /** To consoles, while developing: their page was rebuilt. */
  reload: Record<string, never>
}
