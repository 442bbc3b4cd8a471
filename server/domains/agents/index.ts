import type { AgentContext } from '#server/context'
import { closeSession, revokeSession } from './close-session'
import { createAgent } from './create-agent'
import { changePassword, editAgent, readAgent, resetPassword } from './edit-agent'
import { setAvailability, setLocale } from './edit-me'
import { disableTwoStep, enableTwoStep, renewCodes, requireTwoStep, resetTwoStep } from './edit-two-step'
import { listSessions } from './list-sessions'
import { openSession } from './open-session'
import { listAgents } from './queries'
import { readSession } from './read-session'
import { readTwoStep } from './two-step'

export { assertProof } from './assert-proof'
export { addAgent } from './create-agent'
export { hashNewPassword } from './passwords'
export { findAgent, insertRoles, knowsPipeline, listAgents, removeSessionsBefore, worksOn } from './queries'
export { meOf } from './read-session'
export { absoluteMs, idleMs } from './rules'
export { admitAgent, beginSession, callerOf } from './sessions'

export const handlers = {
  'session:open': openSession,
  'session:read': readSession,
  'session:close': closeSession,
  'session:list': listSessions,
  'session:revoke': revokeSession,
  'agent:list': (_input: object, { read }: AgentContext) => listAgents(read),
  'agent:create': createAgent,
  'agent:read': readAgent,
  'agent:edit': editAgent,
  'agent:resetPassword': resetPassword,
  'agent:changePassword': changePassword,
  'agent:setAvailability': setAvailability,
  'agent:setLocale': setLocale,
  'authenticator:read': (_input: object, { read, caller }: AgentContext) => readTwoStep(read, caller.id),
  'authenticator:enable': enableTwoStep,
  'authenticator:renewCodes': renewCodes,
  'authenticator:disable': disableTwoStep,
  'authenticator:reset': resetTwoStep,
  'authenticator:require': requireTwoStep,
}
