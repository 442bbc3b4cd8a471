import type { AgentContext } from '#server/context'
import { closeSession, revokeSession } from './close-session'
import { createAgent } from './create-agent'
import { setAvailability, setLocale } from './edit-me'
import { listSessions } from './list-sessions'
import { openSession } from './open-session'
import { listAgents } from './queries'
import { readSession } from './read-session'

export { addAgent } from './create-agent'
export { hashPassword } from './passwords'
export { findAgent, insertRoles, listAgents, removeSessionsBefore, worksOn } from './queries'
export { meOf } from './read-session'
export { absoluteMs, assertStrong, idleMs } from './rules'
export { admitAgent, beginSession } from './sessions'

export const handlers = {
  'session:open': openSession,
  'session:read': readSession,
  'session:close': closeSession,
  'session:list': listSessions,
  'session:revoke': revokeSession,
  'agent:list': (_input: object, { read }: AgentContext) => listAgents(read),
  'agent:create': createAgent,
  'agent:setAvailability': setAvailability,
  'agent:setLocale': setLocale,
}
