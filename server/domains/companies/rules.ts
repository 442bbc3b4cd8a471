import type { Company, CompanyDetails } from '#shared/protocol/companies'
import { Refusal } from '#shared/protocol/refusals'
import { customWords } from '#shared/rules/custom-values'
import { tagKey } from '#shared/rules/deal-words'
import { numberWords } from '#shared/rules/ways'
import { plain } from '#shared/values/plain'

/** What a company consists of that somebody can say. */
export type KnownCompany = Required<CompanyDetails>

/** A company of which nothing but its name is known. */
export const unknownCompany: Omit<KnownCompany, 'name'> = {
  ...{ domains: [], phones: [], website: '', industry: '', taxOffice: '', taxNumber: '', address: '' },
  ...{ description: '', tags: [], ownerId: null, custom: {} },
}

/**
 * Hosts, each once.
 * @throws Refusal `domain-invalid`
 */
export function hostsOf(typed: readonly string[]): string[] {
  const hosts = typed.map((one) => {
    const host = hostOf(one)
    if (!host) throw new Refusal('domain-invalid', { field: 'domains' })
    return host
  })
  return [...new Set(hosts)]
}

/** What a company is found by. */
export function wordsOf({ name, domains, phones, industry, taxNumber, tags, custom }: Company): string {
  const known = [name, ...domains, industry, taxNumber, ...numberWords(phones), ...customWords(custom)]
  return `${plain(known.join(' '))} ${tagWords(tags)}`
}

/** Tags between marks that no tag has, so that one is found whole. */
export const tagWords = (tags: readonly string[]): string => tags.map((tag) => `#${tagKey(tag)}#`).join(' ')

/** `https://www.Kaya.com.tr/hakkimizda` is `kaya.com.tr`; null for what is no host. */
export function hostOf(typed: string): string | null {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^.*@/, '')
  try {
    const host = new URL(`http://${bare}`).hostname.replace(/^www\./, '')
    return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host : null
  } catch {
    return null
  }
}
