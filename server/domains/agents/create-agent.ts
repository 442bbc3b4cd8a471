import type { AgentContext } from '#server/context'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { Agent } from '#shared/protocol/agents'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Role } from '#shared/rules/permissions'
import { hashNewPassword } from './passwords'
import { findAgentByEmail, insertAgent } from './queries'

/** Adds somebody to the team; they sign in with the password given here. */
export async function createAgent(input: CheckedInputOf<'agent:create'>, context: AgentContext): Promise<Agent> {
  // Nobody hands out sites they do not work on themselves.
  if (input.siteIds.some((id) => !context.caller.siteIds.includes(id))) throw new Refusal('not-found')
  const passwordHash = await hashNewPassword(input.password, input.name, input.email)
  return context.change((tx, record) => addAgent(tx, record, { ...input, passwordHash }))
}

/** The part of adding an agent that belongs inside a change. */
export async function addAgent(
  tx: Tx,
  record: Recorder,
  agent: { name: string; email: string; passwordHash: string; role: Role; locale: 'en' | 'tr'; siteIds: string[] },
): Promise<Agent> {
  if (await findAgentByEmail(tx, agent.email)) throw new Refusal('email-taken')
  const row = {
    id: newId(),
    name: agent.name,
    email: agent.email,
    password_hash: agent.passwordHash,
    role: agent.role,
    locale: agent.locale,
    availability: 'online' as const,
    disabled: 0,
    version: 1,
  }
  const added = await insertAgent(tx, row, agent.siteIds)
  record('agent.added', { agent: added })
  return added
}
