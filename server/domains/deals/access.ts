import type { TeamCaller } from '#server/context'
import { findAgent, knowsPipeline, worksOn } from '#server/domains/agents/index'
import type { Reader } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { Refusal } from '#shared/protocol/refusals'
import { findDeal } from './queries'

/** A deal of a site this agent works on, in a pipeline they may know. Otherwise `not-found`, whatever the reason. */
export const accessDeal = async (db: Reader, caller: TeamCaller, id: string): Promise<Deal> =>
  allowed(caller, await findDeal(db, id))

/** Lets a deal pass that is there and may be known. */
export function allowed(
  { siteIds, closedPipelineIds }: Pick<TeamCaller, 'siteIds' | 'closedPipelineIds'>,
  deal: Deal | undefined,
): Deal {
  if (!deal || deal.removed || !siteIds.includes(deal.siteId)) throw new Refusal('not-found')
  if (closedPipelineIds.includes(deal.pipelineId)) throw new Refusal('not-found')
  return deal
}

/** Where a deal stands, as far as it matters to who may know it. */
type Where = { siteId: string; pipelineId: string }

/** Whether somebody may own a deal: whoever works on its site and may know its pipeline. */
export async function mayOwn(db: Reader, agentId: string, { siteId, pipelineId }: Where): Promise<boolean> {
  const agent = await findAgent(db, agentId)
  if (!agent || !(await worksOn(db, agent, siteId))) return false
  return knowsPipeline(db, agent, pipelineId)
}

/**
 * Refuses an owner who could not see what they own. A deal opens no doors.
 * @throws Refusal `not-found` for who does not work on its site, `owner-outside` for who may not know its pipeline
 */
export async function assertMayOwn(db: Reader, agentId: string | null | undefined, where: Where): Promise<void> {
  if (!agentId) return
  const agent = await findAgent(db, agentId)
  if (!agent || !(await worksOn(db, agent, where.siteId))) throw new Refusal('not-found', { field: 'ownerId' })
  if (!(await knowsPipeline(db, agent, where.pipelineId))) throw new Refusal('owner-outside', { field: 'ownerId' })
}
