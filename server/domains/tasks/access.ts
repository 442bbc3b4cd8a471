import type { TeamCaller } from '#server/context'
import { findAgent, knowsPipeline, listAgents, worksOn } from '#server/domains/agents/index'
import { findDeal } from '#server/domains/deals/index'
import type { Reader, Tx } from '#server/storage/db'
import { Refusal } from '#shared/protocol/refusals'
import type { Task } from '#shared/protocol/tasks'
import { lockTask } from './queries'

/** A task of a site this agent works on, of no deal they may not know, taken for this change. Otherwise `not-found`, whatever the reason. */
export async function accessTask(tx: Tx, caller: TeamCaller, id: string): Promise<Task> {
  const task = await lockTask(tx, id)
  if (!task || !caller.siteIds.includes(task.siteId)) throw new Refusal('not-found')
  const deal = task.dealId ? await findDeal(tx, task.dealId) : undefined
  if (deal && caller.closedPipelineIds.includes(deal.pipelineId)) throw new Refusal('not-found')
  return task
}

/**
 * Refuses an assignee who could not see what they are given. A task opens no doors: whoever is to do something for a
 * person works on that person's site, and what is to be done for a deal is for whoever may know its pipeline.
 */
export async function assertMayTake(
  db: Reader,
  agentId: string | null,
  { siteId, dealId }: Pick<Task, 'siteId' | 'dealId'>,
): Promise<void> {
  if (agentId === null) return
  const agent = await findAgent(db, agentId)
  if (!agent) throw new Refusal('not-found', { field: 'assigneeId' })
  if (!(await worksOn(db, agent, siteId, 'tasks.write'))) throw new Refusal('assignee-elsewhere')
  if (dealId && !(await mayKnowDeal(db, agentId, dealId))) throw new Refusal('assignee-elsewhere')
}

/** Whether somebody may know the pipeline of a deal. */
export async function mayKnowDeal(db: Reader, agentId: string, dealId: string): Promise<boolean> {
  const [agent, deal] = [await findAgent(db, agentId), await findDeal(db, dealId)]
  return agent !== undefined && deal !== undefined && knowsPipeline(db, agent, deal.pipelineId)
}

/** Everybody who may be given tasks of a site. */
export async function listAssignees(db: Reader, siteId: string): Promise<string[]> {
  const found: string[] = []
  for (const { id } of await listAgents(db)) {
    const agent = await findAgent(db, id)
    if (agent && (await worksOn(db, agent, siteId, 'tasks.write'))) found.push(id)
  }
  return found
}
