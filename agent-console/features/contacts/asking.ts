import type { People } from '../../data/contact-lists'
import { kept, type Shown } from '../../parts/lists/shown'

/** What a list can be narrowed by, as it stands in the address. */
export type ListQuery = Partial<Record<'q' | 'owner' | 'company' | 'deal' | 'tag' | 'sort', string>>

const sorts = ['name', 'newest', 'oldest'] as const
const isId = (word: string | undefined): word is string => /^[0-9a-f-]{36}$/.test(word ?? '')

/** What a list is asked for by its address; a word that means nothing is passed over. */
export function askedBy(kind: People['kind'], query: ListQuery): People {
  const { q = '', tag = '', owner, company, deal, sort } = query
  const common = {
    ...{ q: q.slice(0, 100), tag: tag.slice(0, 40), sort: sorts.find((one) => one === sort) ?? ('name' as const) },
    owner: owner === 'nobody' || isId(owner) ? owner : ('anyone' as const),
  }
  if (kind === 'companies') return { kind, asked: common }
  const of = company === 'none' || isId(company) ? { company } : {}
  return { kind, asked: { ...common, ...of, ...(deal === 'none' && { deal }) } }
}

export const isNarrowed = ({ q, owner, company, deal, tag }: ListQuery): boolean =>
  [q, owner, company, deal, tag].some(Boolean)

/** What a list is asked for, as it is kept under a name. */
export function shownBy({ asked: { sort, owner, ...words } }: People): Shown {
  const said = { ...words, ...(owner !== 'anyone' && { owner }) }
  return { filter: kept(said), sort: sort === undefined || sort === 'name' ? null : sort }
}

/** What a list is asked for by what was kept of one. */
export const askedAs = (kind: People['kind'], filter: Shown['filter']): People => askedBy(kind, filter as ListQuery)

/** The address that shows just this. */
export function addressOf(url: string, { filter, sort }: Shown): string {
  const parameters = new URLSearchParams({ ...filter, ...(sort && { sort }) }).toString()
  const [path = ''] = url.split('?')
  return parameters ? `${path}?${parameters}` : path
}
