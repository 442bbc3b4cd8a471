import type { Locale } from '#shared/protocol/agents'
import type { InputOf } from '#shared/protocol/index'
import { t } from '../../data/session'
import { passwordMinimum } from '../../parts/fields/password-strength'
import { domainsIn, isLocal, oddDomain } from '../../parts/sites/domains'
import { guessCurrency, guessTimeZone } from './guesses'

/** What the wizard asks for, as it stands in the fields. */
export type Draft = {
  name: string
  email: string
  password: string
  timeZone: string
  currency: string
  publicUrl: string
  siteName: string
  domains: string
}

/** The steps and the fields of each. */
export const steps = {
  you: ['name', 'email', 'password'],
  place: ['timeZone', 'currency', 'publicUrl'],
  site: ['siteName', 'domains'],
} as const satisfies Record<string, readonly (keyof Draft)[]>

export type Step = keyof typeof steps
export type Problems = Partial<Record<keyof Draft, string>>

/** A draft with all that can be guessed. */
export const firstDraft = (publicUrl: string, locale: Locale): Draft => ({
  name: '',
  email: '',
  password: '',
  timeZone: guessTimeZone(),
  currency: guessCurrency(locale),
  publicUrl,
  siteName: '',
  domains: '',
})

/** What is wrong with the fields of a step. */
export function problemsOf(step: Step, draft: Draft): Problems {
  const found = Object.fromEntries(steps[step].map((field) => [field, wrongWith[field](draft)]))
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem))
}

const wrongWith: { [Field in keyof Draft]: (draft: Draft) => string | false } = {
  name: ({ name }) => !name.trim() && t.value('setUp.error.name'),
  email: ({ email }) => !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email.trim()) && t.value('setUp.error.email'),
  password: ({ password }) =>
    password.length < passwordMinimum && t.value('setUp.error.password', { count: passwordMinimum }),
  timeZone: () => false,
  currency: () => false,
  publicUrl: ({ publicUrl }) => !addressOf(publicUrl) && t.value('setUp.error.publicUrl'),
  siteName: ({ siteName }) => !siteName.trim() && t.value('setUp.error.siteName'),
  domains: ({ domains }) => {
    const list = domainsIn(domains)
    const odd = oddDomain(list)
    if (odd) return t.value('setUp.error.domain', { domain: odd })
    return list.length === 0 && t.value('setUp.error.domains')
  },
}

/** Where the server's words for a field stand in the wizard. */
export function fieldNamed(path: string | undefined): keyof Draft | undefined {
  const [group, field] = (path ?? '').split('.')
  if (group === 'owner') return field === 'email' || field === 'password' ? field : 'name'
  if (group === 'site') return field === 'domains' ? 'domains' : 'siteName'
  return group === 'timeZone' || group === 'currency' || group === 'publicUrl' ? group : undefined
}

/** What the server is asked for. */
export const inputOf = (token: string, draft: Draft, locale: Locale): InputOf<'setup:complete'> => ({
  token,
  locale,
  owner: { name: draft.name.trim(), email: draft.email.trim(), password: draft.password },
  timeZone: draft.timeZone,
  currency: draft.currency,
  publicUrl: addressOf(draft.publicUrl)?.origin ?? '',
  site: { name: draft.siteName.trim(), domains: domainsIn(draft.domains) },
})

/** What works here but not everywhere: an address only this machine can reach, or one an https site may not load. */
export function warningOf(draft: Draft): 'setUp.localWarning' | 'setUp.httpWarning' | undefined {
  const address = addressOf(draft.publicUrl)
  if (!address) return undefined
  const domains = domainsIn(draft.domains)
  if (domains.length > 0 && domains.every(isLocal)) return undefined
  if (isLocal(address.host)) return 'setUp.localWarning'
  return address.protocol === 'http:' && domains.length > 0 ? 'setUp.httpWarning' : undefined
}

function addressOf(text: string): URL | undefined {
  try {
    const url = new URL(text.trim())
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
  } catch {
    return undefined
  }
}
