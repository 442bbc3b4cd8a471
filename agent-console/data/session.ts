import { computed, effect, signal } from '@preact/signals'
import { console as english } from '#shared/i18n/en/console'
import { refusals as englishRefusals } from '#shared/i18n/en/refusals'
import { type Translate, translator } from '#shared/i18n/index'
import type { Agent, Locale, Me } from '#shared/protocol/agents'
import type { RefusalCode } from '#shared/protocol/refusals'
import type { Permission } from '#shared/rules/permissions'
import { randomId } from '#shared/values/random'
import { ask, NoAnswerError, post, RefusedError } from './client'
import { connect, disconnect, status } from './connection'
import { persist } from './persist'
import { put } from './state'
import { state, update } from './store'
import { toast } from './toasts'

type Catalogue = typeof english
type Refusals = typeof englishRefusals

const browserLocale = (): Locale => (navigator.language.toLowerCase().startsWith('tr') ? 'tr' : 'en')

/** The language chosen before anybody is signed in. */
const chosen = signal<Locale>(browserLocale())

/** Whoever is signed in. */
export const me = computed<Me | null>(() => state.value.me)

/** Somebody sets their second step up before anything else: their recovery codes stay until they are kept. */
export const securing = signal(false)

/** The language on screen. */
export const locale = computed<Locale>(() => me.value?.agent.locale ?? chosen.value)

const catalogues = signal<Partial<Record<Locale, { texts: Catalogue; refusals: Refusals }>>>({
  en: { texts: english, refusals: englishRefusals },
})

// The other language is fetched when somebody speaks it.
effect(() => {
  document.documentElement.lang = locale.value
  if (locale.value === 'tr' && !catalogues.peek().tr) loadTurkish().catch(() => {})
})

async function loadTurkish(): Promise<void> {
  const [{ console: texts }, { refusals }] = await Promise.all([
    import('#shared/i18n/tr/console'),
    import('#shared/i18n/tr/refusals'),
  ])
  catalogues.value = { ...catalogues.value, tr: { texts: texts as Catalogue, refusals: refusals as Refusals } }
}

/** Says a text of the console's catalogue in the language on screen: `t.value('key', { count })`. */
export const t = computed<Translate<Catalogue>>(() => {
  const spoken = catalogues.value[locale.value] ? locale.value : 'en'
  return translator(catalogues.value[spoken]?.texts ?? english, spoken)
})

/** One sentence about why something was refused or did not reach the server. */
export function refusalText(error: unknown): string {
  const sentences: Record<string, string> = catalogues.value[locale.value]?.refusals ?? englishRefusals
  const code: RefusalCode =
    error instanceof RefusedError ? error.code : error instanceof NoAnswerError ? 'busy' : 'unexpected'
  return sentences[code] ?? englishRefusals.unexpected
}

/** Whether my role allows an act; the server asks again anyway. */
export const may = (permission: Permission): boolean => me.value?.permissions.includes(permission) ?? false

/**
 * Signs in and opens the line.
 * @throws RefusedError `wrong-credentials`, `code-required`, `wrong-code`, `too-many`
 */
export async function signIn(email: string, password: string, code: string): Promise<void> {
  await post<Me>('POST', '/session', { email, password, ...(code ? { code } : {}) })
  connect()
}

/** Ends this session everywhere it is open. */
export async function signOut(): Promise<void> {
  try {
    await post('DELETE', '/session', {})
  } catch (error) {
    // Without an answer the cookie still opens the console: saying "signed out" would be a lie.
    if (!(error instanceof RefusedError && error.code === 'not-signed-in')) {
      toast(refusalText(error), { tone: 'danger' })
      return
    }
  }
  disconnect()
  status.value = 'signed-out'
}

/** Chooses the language: for me when I am signed in, for this page before. */
export function setLocale(next: Locale): void {
  chosen.value = next
  if (!me.value) return
  const rid = randomId()
  persist(() => ask.agent.setLocale({ rid, locale: next })).then(showMe, sayWhy)
}

/** Here or away. */
export async function setAvailability(availability: 'online' | 'away'): Promise<void> {
  const rid = randomId()
  await persist(() => ask.agent.setAvailability({ rid, availability })).then(showMe, sayWhy)
}

function showMe(agent: Agent): void {
  update((before) => ({
    ...before,
    agents: put(before.agents, agent),
    me: before.me && before.me.agent.version < agent.version ? { ...before.me, agent } : before.me,
  }))
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
