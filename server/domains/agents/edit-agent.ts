import type { AgentCaller, AgentContext } from '#server/context'
import { log } from '#server/log'
import type { Reader } from '#server/storage/db'
import type { Agent } from '#shared/protocol/agents'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { seesEverySite } from '#shared/rules/permissions'
import { assertProof } from './assert-proof'
import { hashNewPassword } from './passwords'
import { agentOf, findAgent, listSiteIds, removeSessions, replaceMemberships, saveAgent } from './queries'
import { assertMayManage, type Managing } from './rules'
import type { AgentRow } from './tables'
import { readTwoStep } from './two-step'

/** An agent with the sites they work on. */
export async function readAgent(
  { agentId }: CheckedInputOf<'agent:read'>,
  { read }: AgentContext,
): Promise<OutputOf<'agent:read'>> {
  const row = await findAgent(read, agentId)
  if (!row) throw new Refusal('not-found')
  const siteIds = await listSiteIds(read, agentId, seesEverySite(row.role))
  return { agent: agentOf(row), siteIds, twoStep: (await readTwoStep(read, agentId)).enabled }
}

/** Changes who an agent is here. A new role, or none any more, ends their sessions and cuts their sockets at once. */
export async function editAgent(
  { rid: _, agentId, siteIds, ...asked }: CheckedInputOf<'agent:edit'>,
  { change, caller, disconnect, readmit }: AgentContext,
): Promise<Agent> {
  const agent = await change(async (tx, record) => {
    const before = await accessManaged(tx, caller, agentId, asked)
    const { name = before.name, role = before.role, disabled = before.disabled === 1 } = asked
    if (siteIds) {
      // Sites the caller does not work on are neither given nor taken.
      const theirs = await listSiteIds(tx, agentId, false)
      if (siteIds.some((id) => !caller.siteIds.includes(id))) throw new Refusal('not-found')
      await replaceMemberships(tx, agentId, [...theirs.filter((id) => !caller.siteIds.includes(id)), ...siteIds])
    }
    if (role !== before.role || disabled) await removeSessions(tx, agentId)
    const agent = await saveAgent(tx, agentId, { name, role, disabled: disabled ? 1 : 0 })
    record('agent.edited', { agent })
    return agent
  })
  if (asked.role !== undefined || agent.disabled) {
    log.info({ agentId, byAgentId: caller.id, role: agent.role, disabled: agent.disabled }, 'An agent was changed')
    disconnect(`agent:${agentId}`)
  } else await readmit(agentId)
  return agent
}

/** A new password for somebody else; whoever was signed in as them is out. */
export async function resetPassword(
  { agentId, password }: CheckedInputOf<'agent:resetPassword'>,
  { change, caller, read, disconnect }: AgentContext,
): Promise<Record<string, never>> {
  const target = await accessManaged(read, caller, agentId, { reset: true })
  const password_hash = await hashNewPassword(password, target.name, target.email)
  await change(async (tx, record) => {
    record('agent.edited', { agent: await saveAgent(tx, agentId, { password_hash }) })
    await removeSessions(tx, agentId)
    return {}
  })
  log.info({ agentId, byAgentId: caller.id }, 'An agent was given a new password')
  disconnect(`agent:${agentId}`)
  return {}
}

/** One's own new password. Every other browser is signed out. */
export async function changePassword(
  { proof, password }: CheckedInputOf<'agent:changePassword'>,
  context: AgentContext,
): Promise<Record<string, never>> {
  const { change, caller, read, disconnect } = context
  await assertProof(context, proof)
  const me = await findAgent(read, caller.id)
  const password_hash = await hashNewPassword(password, caller.name, me?.email ?? '')
  const ended = await change(async (tx, record) => {
    record('agent.edited', { agent: await saveAgent(tx, caller.id, { password_hash }) })
    return removeSessions(tx, caller.id, caller.sessionId)
  })
  log.info({ agentId: caller.id }, 'An agent changed their password')
  for (const id of ended) disconnect(`session:${id}`)
  return {}
}

/** An agent whom the caller may manage, in this way. */
export async function accessManaged(
  db: Reader,
  caller: AgentCaller,
  agentId: string,
  asked: Managing,
): Promise<AgentRow> {
  const row = await findAgent(db, agentId)
  if (!row) throw new Refusal('not-found')
  assertMayManage(caller, row, asked)
  return row
}
