import type { InputOf } from '#shared/protocol/index'
import { areDays } from '#shared/rules/deal-filter'
import { leadOutcomes } from '#shared/rules/lead-filter'
import { leadsPath } from '../../routes'

/** The words a list of leads is asked with. */
export type LeadWords = Omit<InputOf<'lead:count'>, 'zone'>

/** What each of them is called in the address. */
const names = {
  ...{ q: 'q', statusId: 'status', owner: 'who', siteId: 'site', created: 'created', source: 'source' },
  ...{ outcome: 'outcome', stage: 'stage' },
} as const satisfies Record<keyof LeadWords, string>

const isId = (word: string | undefined): word is string => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word ?? '')

/** The words of an address; what makes no sense is left out. `mine` stands for an agent of that id. */
export function leadWordsOf(query: Readonly<Record<string, string | undefined>>, mine: string | undefined): LeadWords {
  const { q, status, who, site, created, source, outcome, stage } = query
  const owner = who === 'mine' ? (mine ?? 'nobody') : who
  const came = leadOutcomes.find((one) => one === outcome)
  return {
    ...(q && { q: q.slice(0, 100) }),
    ...(isId(status) && { statusId: status }),
    ...((owner === 'nobody' || isId(owner)) && { owner }),
    ...(isId(site) && { siteId: site }),
    ...(created && areDays(created) && { created }),
    ...(source && source.length <= 302 && { source }),
    ...(came && { outcome: came }),
    ...((stage === 'none' || isId(stage)) && { stage }),
  }
}

/** The same address, narrowed by exactly these words. */
export function withLeadWords(url: string, words: LeadWords, sort: string | null): string {
  const [path = '', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  for (const [word, name] of Object.entries(names)) {
    const value = words[word as keyof LeadWords]
    if (value) parameters.set(name, value)
    else parameters.delete(name)
  }
  if (sort) parameters.set('sort', sort)
  else parameters.delete('sort')
  const rest = parameters.toString()
  return rest ? `${path}?${rest}` : path
}

/** Where just these leads are found. */
export const leadsWith = (words: LeadWords): string => withLeadWords(leadsPath(), words, null)
