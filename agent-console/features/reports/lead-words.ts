import type { LeadDimension } from '#shared/protocol/reports'
import { type LeadOutcome, quotedSource } from '#shared/rules/lead-filter'
import { dayBeforeMonths } from '#shared/rules/report-months'
import type { LeadWords } from '../../parts/leads/address'
import { spanOf, type Wanted } from './filter'
import { monthOf, within } from './spans'

/** The words a list of leads would be narrowed by to show all that the report counts. */
export function wordsOfLeads(wanted: Wanted, today: string): LeadWords {
  const { from, until } = spanOf(wanted, today)
  const { owner, siteId, period } = wanted
  return {
    ...(siteId && { siteId }),
    ...(owner && { owner: owner === 'none' ? 'nobody' : owner }),
    ...(period !== 'all' && { created: `${from}..${until}` }),
  }
}

/** The words that single out one group, and of it those that came so far. */
export function wordsOfLeadGroup(
  { by, key }: { by: LeadDimension; key: string | null },
  words: LeadWords,
  { today, outcome = 'any' }: { today: string; outcome?: LeadOutcome },
): LeadWords {
  return { ...words, ...groupOf(by, key, words, today), outcome }
}

function groupOf(by: LeadDimension, key: string | null, { created }: LeadWords, today: string): LeadWords {
  switch (by) {
    case 'owner':
      return { owner: key ?? 'nobody' }
    case 'source':
      return { source: quotedSource(key ?? '') }
    case 'created':
      return { created: within(key === null ? { from: '', until: dayBeforeMonths(today) } : monthOf(key), created) }
    case 'stage':
      return { stage: key ?? 'none' }
    case 'site':
      return key === null ? {} : { siteId: key }
    case 'status':
      return key === null ? {} : { statusId: key }
  }
}
