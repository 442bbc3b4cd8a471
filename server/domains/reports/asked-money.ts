import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { MoneyDimension } from '#shared/rules/chat-money'
import { plusDays, startOfDay } from '#shared/values/calendar'

/** Which chats are counted, and what of them whoever asks may know. */
export type AskedMoney = {
  by: MoneyDimension
  siteIds: readonly string[]
  /** Moments at which they began, the latter not included. */
  from: string
  until: string
  /** Leads and deals of these sites are known to whoever asks; of others it is not told that they are there. */
  leadSiteIds: readonly string[]
  dealSiteIds: readonly string[]
  /** Nor of deals in these. */
  closedPipelineIds: readonly string[]
}

/** @throws Refusal for a zone nobody knows */
export async function askedMoney(
  { by, from, until, siteId, zone: named }: CheckedInputOf<'report:money'>,
  { read, caller }: Pick<TeamContext, 'read' | 'caller'>,
): Promise<AskedMoney> {
  const zone = named ?? (await findInstallation(read))?.time_zone ?? 'UTC'
  const { siteIds, closedPipelineIds, permissions } = caller
  return {
    by,
    siteIds: siteId ? siteIds.filter((id) => id === siteId) : siteIds,
    ...{ from: momentOf(from, zone), until: momentOf(plusDays(until, 1), zone) },
    leadSiteIds: permissions.has('leads.read') ? siteIds : [],
    dealSiteIds: permissions.has('deals.read') ? siteIds : [],
    closedPipelineIds,
  }
}

function momentOf(day: string, zone: string): string {
  try {
    return new Date(startOfDay(day, zone)).toISOString()
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('malformed', { field: 'zone' })
    throw error
  }
}
