import type { TeamCaller } from '#server/context'
import { findAgent, worksOn } from '#server/domains/agents/index'
import type { Reader, Tx } from '#server/storage/db'
import type { Company } from '#shared/protocol/companies'
import { Refusal } from '#shared/protocol/refusals'
import { findCompany, lockCompany } from './queries'

/** A company of a site this agent works on. Otherwise `not-found`, whatever the reason. */
export async function accessCompany(db: Reader, caller: TeamCaller, id: string): Promise<Company> {
  const company = await findCompany(db, id)
  if (!company || company.removed || !caller.siteIds.includes(company.siteId)) throw new Refusal('not-found')
  return company
}

/** The same, taken for this change, removed ones too. */
export async function holdCompany(tx: Tx, caller: TeamCaller, id: string): Promise<Company> {
  const company = await lockCompany(tx, id)
  if (!company || !caller.siteIds.includes(company.siteId)) throw new Refusal('not-found')
  return company
}

/** Refuses an owner who could not see what they own. */
export async function assertMayOwn(db: Reader, agentId: string | null | undefined, siteId: string): Promise<void> {
  if (!agentId) return
  const agent = await findAgent(db, agentId)
  if (!agent || !(await worksOn(db, agent, siteId, 'contacts.read')))
    throw new Refusal('not-found', { field: 'ownerId' })
}
