import type { TeamContext } from '#server/context'
import { findInstallation } from '#server/domains/installation/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { momentsOf, type Span } from '#shared/rules/deal-filter'
import { type LeadOutcome, outcomeOf, sourceMeant } from '#shared/rules/lead-filter'
import { plain } from '#shared/values/plain'

/** Which leads are asked for: of what sites, and narrowed how. */
export type AskedLeads = {
  siteIds: readonly string[]
  /** Deals of these sites are known to whoever asks; of others it is not told that they are there. */
  dealSiteIds: readonly string[]
  /** Nor of deals in these. */
  closedPipelineIds: readonly string[]
  statusId: string | null
  /** `anyone`, `nobody`, or an agent's id. */
  owner: string
  /** Moments from and until, the latter not included. */
  created: Span<string> | null
  outcome: LeadOutcome
  /** Where the deal they became stands; `none` for those without one. */
  stage: string | null
  /** The source as it stands; null for any. */
  source: string | null
  terms: readonly string[]
}

/** What a list of leads is asked for, on the sites one works on. */
export async function askedLeads(
  { siteId, statusId, owner = 'anyone', created, stage, source, q = '', zone, ...words }: CheckedInputOf<'lead:count'>,
  { read, caller }: Pick<TeamContext, 'read' | 'caller'>,
): Promise<AskedLeads> {
  const { siteIds } = caller
  return {
    siteIds: siteId ? siteIds.filter((id) => id === siteId) : siteIds,
    dealSiteIds: caller.permissions.has('deals.read') ? siteIds : [],
    closedPipelineIds: caller.closedPipelineIds,
    statusId: statusId ?? null,
    owner,
    created: created ? inZone(created, zone ?? (await findInstallation(read))?.time_zone ?? 'UTC') : null,
    outcome: outcomeOf({ ...words, statusId, stage }),
    stage: stage ?? null,
    source: source === undefined ? null : sourceMeant(source),
    terms: plain(q).split(' ').filter(Boolean),
  }
}

/** @throws Refusal for a zone nobody knows */
function inZone(created: string, zone: string): Span<string> | null {
  try {
    return momentsOf(created, zone)
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('malformed', { field: 'zone' })
    throw error
  }
}
