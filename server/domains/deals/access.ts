import type { Reader } from '#server/storage/db'
import type { Deal } from '#shared/protocol/deals'
import { Refusal } from '#shared/protocol/refusals'
import { findDeal } from './queries'

/** A deal this agent may see. Pipelines are open to everyone who may read deals; the door has checked that. */
export async function accessDeal(db: Reader, id: string): Promise<Deal> {
  const deal = await findDeal(db, id)
  if (!deal || deal.removed) throw new Refusal('not-found')
  return deal
}
