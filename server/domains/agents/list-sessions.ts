import type { AgentContext } from '#server/context'
import type { Session } from '#shared/protocol/agents'
import { listSessions as list } from './queries'
import { isAlive } from './rules'

/** The signed-in browsers of whoever asks, newest use first. */
export async function listSessions(_input: object, { read, caller, now }: AgentContext): Promise<Session[]> {
  const at = Date.parse(now())
  return (await list(read, caller.id))
    .filter((row) => isAlive(row, at))
    .map((row) => ({
      id: row.id,
      userAgent: row.user_agent,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      current: row.id === caller.sessionId,
    }))
}
