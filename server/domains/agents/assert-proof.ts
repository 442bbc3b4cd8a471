import type { AgentContext } from '#server/context'
import { Refusal } from '#shared/protocol/refusals'
import { isPassword } from './passwords'
import { findAgent } from './queries'

/** Asks for one's own password again, before what a stolen session must not do. Slow on purpose: never inside a change. */
export async function assertProof(
  { read, caller }: Pick<AgentContext, 'read' | 'caller'>,
  proof: string,
): Promise<void> {
  const row = await findAgent(read, caller.id)
  if (!(await isPassword(row?.password_hash, proof))) throw new Refusal('wrong-password')
}
