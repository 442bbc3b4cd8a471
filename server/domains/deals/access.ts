import type { TeamCaller } from '#server/context'
import type { Reader } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { Refusal } from '#shared/protocol/refusals'
import { findDeal } from './queries'

/** A deal of a site this agent works on. Otherwise `not-found`, whatever the reason. */
export const accessDeal = async (db: Reader, caller: TeamCaller, id: string): Promise<Deal> =>
  allowed(caller, await findDeal(db, id))

/** Lets a deal pass that is there and may be known. */
export function allowed({ siteIds }: Pick<TeamCaller, 'siteIds'>, deal: Deal | undefined): Deal {
  if (!deal || deal.removed || !siteIds.includes(deal.siteId)) throw new Refusal('not-found')
  return deal
}
