import { closedScope, dealsScope } from '#server/events/audience'
import type { AgentSignal } from '#server/realtime/signals'
import type { ClientSignals } from '#shared/protocol/signals'
import { accessDeal } from './access'

/** An agent carries a card: whoever else may see the deal sees it lifted, and over which stage. */
export const dealDragging: AgentSignal<ClientSignals['deal.dragging']> = async (data, { caller, read, tell }) => {
  if (!caller.permissions.has('deals.write')) return
  const { id, siteId, pipelineId } = await accessDeal(read, caller, data.dealId)
  const about = { dealId: id, stageId: data.stageId, agentId: caller.id, agentName: caller.name }
  tell.agents(dealsScope(siteId), 'deal.dragging', about, [closedScope(pipelineId)])
}
