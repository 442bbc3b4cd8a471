import type { AgentCaller, AgentContext } from '#server/context'
import { listAgents, meOf } from '#server/domains/agents/index'
import { countInbox } from '#server/domains/conversations/index'
import { listFields, readMapping } from '#server/domains/fields/index'
import { readInstallation } from '#server/domains/installation/index'
import { countLeads, listStatuses } from '#server/domains/leads/index'
import { listPipelines } from '#server/domains/pipelines/index'
import { listSites } from '#server/domains/sites/index'
import {
  contactsScope,
  dealsScope,
  leadsScope,
  manageScope,
  pipelineScope,
  pipelinesScope,
  type Scope,
  siteScope,
  teamScope,
  viewsScope,
} from '#server/events/audience'
import { heardBy } from '#server/events/hearing'
import { readCounter } from '#server/events/queries'
import { type ReplaySource, replay } from '#server/events/replay'
import type { Db } from '#server/storage/db'
import { atOneMoment } from '#server/storage/snapshot'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'

/** The ground the console stands on, all read at one moment. */
export const loadConsole = (
  _input: object,
  { read, caller, presence, limits }: AgentContext,
): Promise<OutputOf<'console:load'>> =>
  atOneMoment(read, async (db) => {
    const { epoch, shared } = await readInstallation(db)
    const n = await readCounter(db)
    const maySee = caller.permissions.has('conversations.read')
    const mayDeal = caller.permissions.has('deals.read')
    const mayLead = caller.permissions.has('leads.read')
    return {
      epoch,
      n,
      me: await meOf(db, caller.id),
      installation: shared,
      limitsFactor: limits.factor,
      agents: await listAgents(db),
      sites: await listSites(db, caller.siteIds),
      pipelines: mayDeal ? await listPipelines(db, caller) : [],
      fields: await listFields(db),
      leadMapping: await readMapping(db),
      leadStatuses: await listStatuses(db),
      leadCounts: mayLead ? await countLeads(db, caller.siteIds) : [],
      counts: { ...(await countInbox(db, caller.id, caller.siteIds)), n },
      onlineAgentIds: presence.onlineAgentIds(),
      onlinePersonIds: maySee ? presence.onlinePersonIds(caller.siteIds) : [],
      pages: maySee ? presence.pages(caller.siteIds) : [],
    }
  })

/** What an agent may hear: the rooms of their sockets and the scopes of their replay are the same list. */
export async function scopesOfAgent(db: Db, caller: AgentCaller): Promise<Scope[]> {
  const { id, siteIds, permissions } = caller
  const mayDeal = permissions.has('deals.read')
  const pipelines = mayDeal ? await listPipelines(db, caller) : []
  return [
    teamScope,
    `agent:${id}`,
    ...(permissions.has('conversations.read') ? siteIds.map(siteScope) : []),
    ...(mayDeal ? [viewsScope('deals'), pipelinesScope, ...siteIds.map(dealsScope)] : []),
    ...(permissions.has('settings.manage') ? [manageScope] : []),
    ...(permissions.has('leads.read') ? [viewsScope('leads'), ...siteIds.map(leadsScope)] : []),
    ...(permissions.has('contacts.read')
      ? [viewsScope('contacts'), viewsScope('companies'), ...siteIds.map(contactsScope)]
      : []),
    ...pipelines.map((pipeline) => pipelineScope(pipeline.id)),
  ]
}

/** What happened while the console was away. */
export const syncConsole =
  (sources: ReplaySource[]) =>
  async (
    { epoch, after }: CheckedInputOf<'console:sync'>,
    context: AgentContext,
  ): Promise<OutputOf<'console:sync'>> => {
    const { read, caller, now } = context
    const installation = await readInstallation(read)
    if (installation.epoch !== epoch) return { resync: true }
    const scopes = await scopesOfAgent(read, caller)
    return heardBy(caller, await replay(read, sources, scopes, after, Date.parse(now())))
  }
