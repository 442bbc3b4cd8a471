import type { TeamCaller } from '#server/context'
import { findAgent, worksOn } from '#server/domains/agents/index'
import type { Reader, Tx } from '#server/storage/db'
import type { Lead, LeadCard } from '#shared/protocol/leads'
import { Refusal } from '#shared/protocol/refusals'
import { findCard, lockLead } from './queries'

/** A lead of a site this agent works on, taken for this change. Otherwise `not-found`, whatever the reason. */
export async function accessLead(tx: Tx, caller: TeamCaller, id: string): Promise<Lead> {
  const lead = await lockLead(tx, id)
  if (!lead || !caller.siteIds.includes(lead.siteId)) throw new Refusal('not-found')
  return lead
}

/** The same, to be read. */
export async function accessCard(db: Reader, caller: TeamCaller, id: string): Promise<LeadCard> {
  const card = await findCard(db, id)
  if (!card || card.lead.removed || !caller.siteIds.includes(card.lead.siteId)) throw new Refusal('not-found')
  return card
}

/** Refuses an owner who could not see what they own. */
export async function assertMayOwn(db: Reader, agentId: string | null | undefined, siteId: string): Promise<void> {
  if (!agentId) return
  const agent = await findAgent(db, agentId)
  if (!agent || !(await worksOn(db, agent, siteId, 'leads.read'))) throw new Refusal('not-found', { field: 'ownerId' })
}
