import type { AgentContext } from '#server/context'
import type { Reader } from '#server/storage/db'
import type { Me } from '#shared/protocol/agents'
import { Refusal } from '#shared/protocol/refusals'
import type { Permission } from '#shared/rules/permissions'
import { agentOf, findAgent, findRole } from './queries'
import { isUnsecured } from './two-step'

/** Who asks. */
export const readSession = (_input: object, { read, caller }: AgentContext): Promise<Me> => meOf(read, caller.id)

/** An agent as they know themselves. */
export async function meOf(db: Reader, agentId: string): Promise<Me> {
  const row = await findAgent(db, agentId)
  if (!row) throw new Refusal('not-found')
  const role = await findRole(db, row.role)
  const mustSecure = await isUnsecured(db, row)
  return {
    agent: agentOf(row),
    permissions: mustSecure ? [] : (JSON.parse(role.permissions) as Permission[]),
    mustSecure,
  }
}
