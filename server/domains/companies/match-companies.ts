import type { TeamCaller } from '#server/context'
import { phonesAmong } from '#server/domains/people/index'
import type { Reader } from '#server/storage/db'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { CompanyMatch } from '#shared/protocol/matches'
import { Refusal } from '#shared/protocol/refusals'
import { likenessOf, type Reason } from '#shared/rules/likeness'
import { alikeKey, companyKey, domainOf, freeMailHosts, phoneKey } from '#shared/rules/record-keys'
import { type CompanyHit, findAlike, findByKeys } from './list-queries'
import { hostOf } from './rules'

/** So many are shown; of each kind twice as many are looked at. */
const most = 8

/** Companies of a site that may be the one that is being written down, or where somebody works. */
export async function matchCompanies(
  { siteId, name, emails, phones, domains, exceptCompanyId }: CheckedInputOf<'company:matches'>,
  { read, caller }: { read: Reader; caller: TeamCaller },
): Promise<CompanyMatch[]> {
  if (!caller.siteIds.includes(siteId)) throw new Refusal('not-found', { field: 'siteId' })
  const hosts = [...emails.map(domainOf), ...domains.map(hostOf)].filter((host) => host !== null)
  const mine = [...new Set(hosts)].filter((host) => !freeMailHosts.has(host))
  const numbers = new Map((await phonesAmong(read, phones)).map((phone) => [phoneKey(phone), phone]))
  const key = companyKey(name)
  const found = await Promise.all([
    findByKeys(read, siteId, 'domain', mine, 2 * most),
    findByKeys(read, siteId, 'phone', [...numbers.keys()], 2 * most),
    key ? findByKeys(read, siteId, 'name', [key], 2 * most) : [],
    key ? findAlike(read, siteId, alikeKey(key), 2 * most) : [],
  ])
  const reasonOf = (hit: CompanyHit): Reason => {
    if (hit.kind === 'domain') return { field: 'domain', value: hit.key }
    if (hit.kind === 'phone') return { field: 'phone', value: numbers.get(hit.key) ?? hit.key }
    return { field: hit.key === key ? 'name' : 'similar', value: hit.row.name }
  }
  const matches = new Map<string, CompanyMatch>()
  for (const hit of found.flat()) {
    const { id, name: called } = hit.row
    if (id === exceptCompanyId) continue
    const reasons = withReason(matches.get(id)?.reasons ?? [], reasonOf(hit))
    matches.set(id, { companyId: id, name: called, ...likenessOf(reasons), reasons })
  }
  return [...matches.values()].sort((a, b) => b.score - a.score || (a.companyId < b.companyId ? -1 : 1)).slice(0, most)
}

/** A reason once more says nothing. */
const withReason = (known: readonly Reason[], fresh: Reason): Reason[] =>
  known.some(({ field, value }) => field === fresh.field && value === fresh.value) ? [...known] : [...known, fresh]
