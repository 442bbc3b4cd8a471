import type { Agent } from '#shared/protocol/agents'
import { defaultPermissions } from '#shared/rules/permissions'
import { mayKnow } from '#shared/rules/pipeline-access'
import type { State } from '../../data/state'

type Known = Pick<State, 'agents' | 'pipelines'>

/** Who a deal of a pipeline can be given to: nobody owns what they cannot see. Whoever has it already is among them. */
export function ownersIn({ agents, pipelines }: Known, pipelineId: string, ownerId: string | null = null): Agent[] {
  const pipeline = pipelines.get(pipelineId)
  const sees = ({ id, role }: Agent) =>
    !pipeline || mayKnow(pipeline, { id, permissions: new Set(defaultPermissions[role]) })
  return [...agents.values()].filter((one) => one.id === ownerId || (!one.disabled && sees(one)))
}
