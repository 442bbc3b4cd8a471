import type { Deal } from '#shared/protocol/deals'
import type { Person } from '#shared/protocol/people'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { Installation } from '#shared/protocol/setup'

/**
 * The pipeline a new deal goes to: the one that was asked for, else its site's, else the default. A site's that was
 * archived since is passed over; one that was asked for is not, because whoever asked would look for the deal there.
 */
export function homeOf(
  pipelines: readonly Pipeline[],
  askedFor: string | undefined,
  ofSite: string | null,
): Pipeline | undefined {
  if (askedFor) return pipelines.find(({ id }) => id === askedFor)
  return (
    pipelines.find(({ id, isArchived }) => id === ofSite && !isArchived) ??
    pipelines.find(({ isDefault }) => isDefault) ??
    // Both may be closed to whoever makes the deal.
    pipelines.find(({ isArchived }) => !isArchived)
  )
}

const nameless = { en: 'Visitor', tr: 'Ziyaretçi' }

/** The name a deal starts with: whose it is and the day it was made, in the installation's language. */
export function usualName(
  { name, code }: Pick<Person, 'name' | 'code'>,
  { locale, timeZone }: Pick<Installation, 'locale' | 'timeZone'>,
  at: string,
): string {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone }).format(new Date(at))
  return `${name ?? `${nameless[locale]} ${code}`} – ${day}`
}

/** What has to be said of a deal for it to be one. */
export type NewDeal = Pick<Deal, 'id' | 'name' | 'siteId' | 'personId' | 'conversationId' | 'ownerId' | 'source'> &
  Pick<Deal, 'pipelineId' | 'stageId' | 'currency' | 'rank' | 'createdAt'>

/** An open deal nobody has said more about: the rest is empty, to be filled in later. */
export const newDeal = (said: NewDeal): Deal => ({
  amount: null,
  closesOn: null,
  probability: null,
  tags: [],
  description: '',
  custom: {},
  outcome: 'open',
  lossReasonId: null,
  lossNote: '',
  competitor: '',
  lastOpenStageId: said.stageId,
  closedAt: null,
  stageSince: said.createdAt,
  quotes: [],
  version: 1,
  removed: false,
  ...said,
})
