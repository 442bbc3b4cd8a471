import { closedScope, dealsScope, pipelineScope, siteScope } from '#server/events/audience'
import type { Fact } from '#shared/protocol/index'
import type { Pipeline } from '#shared/protocol/pipelines'
import { seesEverySite } from '#shared/rules/permissions'
import { mayKnow } from '#shared/rules/pipeline-access'
import type { AgentNamespace, AgentSocket } from './namespaces'

/**
 * Lets agents into rooms that began to exist after they came, and out of those that ended or were closed to them. It
 * happens before the fact is told, so that nobody hears what it closes to them.
 */
export function widen(agents: AgentNamespace, { name, data }: Fact): void {
  if (name === 'site.added') each(agents, (socket) => addSite(socket, data.site.id))
  if (name === 'pipeline.created') each(agents, (socket) => addPipeline(socket, data.pipeline))
  if (name === 'pipeline.removed') each(agents, (socket) => void socket.leave(pipelineScope(data.pipeline.id)))
  if (name === 'pipeline.edited' && data.changes.some(({ field }) => field === 'memberIds'))
    each(agents, (socket) => turn(socket, data.pipeline))
}

const each = (agents: AgentNamespace, work: (socket: AgentSocket) => void) => {
  for (const socket of agents.sockets.values()) work(socket)
}

function addSite(socket: AgentSocket, siteId: string): void {
  const { caller } = socket.data
  if (!seesEverySite(caller.role)) return
  socket.data.caller = { ...caller, siteIds: [...caller.siteIds, siteId] }
  if (caller.permissions.has('conversations.read')) void socket.join(siteScope(siteId))
  if (caller.permissions.has('deals.read')) void socket.join(dealsScope(siteId))
}

function addPipeline(socket: AgentSocket, pipeline: Pipeline): void {
  if (mayKnow(pipeline, socket.data.caller)) letIn(socket, pipeline.id)
  else shutOut(socket, pipeline.id)
}

/**
 * A pipeline names other agents than before: whoever gains it asks for everything anew, as whoever loses it does when
 * the fact passes them by (fan-out.ts).
 */
function turn(socket: AgentSocket, pipeline: Pipeline): void {
  const { caller } = socket.data
  const knew = !caller.closedPipelineIds.includes(pipeline.id)
  const knows = mayKnow(pipeline, caller)
  if (knew && !knows) shutOut(socket, pipeline.id)
  if (knew || !knows) return
  letIn(socket, pipeline.id)
  socket.emit('resync')
}

function letIn(socket: AgentSocket, id: string): void {
  const { caller } = socket.data
  socket.data.caller = { ...caller, closedPipelineIds: caller.closedPipelineIds.filter((one) => one !== id) }
  void socket.leave(closedScope(id))
  if (caller.permissions.has('deals.read')) void socket.join(pipelineScope(id))
}

function shutOut(socket: AgentSocket, id: string): void {
  const { caller } = socket.data
  socket.data.caller = { ...caller, closedPipelineIds: [...caller.closedPipelineIds, id] }
  void socket.join(closedScope(id))
  void socket.leave(pipelineScope(id))
}
