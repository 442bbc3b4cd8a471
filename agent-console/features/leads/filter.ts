import type { InputOf } from '#shared/protocol/index'
import type { LeadCard } from '#shared/protocol/leads'
import { momentsOf } from '#shared/rules/deal-filter'
import { outcomeOf, sourceMeant } from '#shared/rules/lead-filter'
import { zone } from '../../data/deal-lists'
import { me } from '../../data/session'
import { type LeadWords, leadWordsOf } from '../../parts/leads/address'

export const looks = ['list', 'board'] as const
export const sorts = ['newest', 'oldest', 'name'] as const

/** What the address says is to be shown. */
export type Filter = {
  look: (typeof looks)[number]
  /** `anyone`, `mine`, `nobody`, or an agent: `mine` is whoever looks. */
  who: string
  words: LeadWords
  sort: (typeof sorts)[number]
}

type Query = Readonly<Record<string, string | undefined>>

/** The filter of an address; what it does not know is left out. */
export const readFilter = (query: Query): Filter => ({
  look: looks.find((one) => one === query.look) ?? 'list',
  who: query.who || 'anyone',
  words: leadWordsOf(query, me.value?.agent.id),
  sort: sorts.find((one) => one === query.sort) ?? 'newest',
})

/** Whether anything is left out. */
export const isNarrow = ({ words }: Filter): boolean => Object.keys(words).length > 0

/** How many of them there are is asked so. */
export const counted = (words: LeadWords): InputOf<'lead:count'> => ({
  ...words,
  ...(words.created && { zone: zone() }),
})

/** The same as the server is asked for. */
export const asked = ({ words, sort }: Filter): InputOf<'lead:list'> => ({ ...counted(words), sort })

/** Whether only the server can say which leads these are: by words, or by where their deals stand. */
export const isJudgedThere = ({ words: { q, outcome, stage } }: Filter): boolean =>
  Boolean(q || stage) || outcome === 'deal' || outcome === 'won' || outcome === 'lost'

/** Whether a lead that is known here belongs to what is asked for, as far as anybody but the server can say. */
export function fits({ lead }: LeadCard, { words }: Filter): boolean {
  const { siteId, statusId, owner, source, created } = words
  if (lead.removed || (siteId && lead.siteId !== siteId) || (statusId && lead.statusId !== statusId)) return false
  const outcome = outcomeOf(words)
  if (outcome !== 'any' && (lead.converted === null) !== (outcome === 'open')) return false
  if (source !== undefined && lead.source !== sourceMeant(source)) return false
  const span = created ? momentsOf(created, zone()) : null
  if (span?.from && lead.createdAt < span.from) return false
  if (span?.until && lead.createdAt >= span.until) return false
  return owner === undefined || (owner === 'nobody' ? lead.ownerId === null : lead.ownerId === owner)
}
