import { lookup } from 'node:dns/promises'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { log } from '#server/log'
import { isPublicAddress } from './addresses'
import { type Allowed, type Destination, readDestination } from './destination'
import { exchange } from './exchange'
import { type Dial, dialChecked, openLine } from './line'
import { type Failed, hasFailed, type Outcome } from './outcome'

export type Wish = Allowed & {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** How often to follow when sent elsewhere. Only questions (GET, HEAD) are followed: a body is for whom it was meant. */
  redirects?: number
  /** For everything together: the name, the line, every redirect, the last byte. */
  withinMs?: number
  /** Most bytes of the answer's body. */
  maxBytes?: number
  signal?: AbortSignal
}

/** What reaches the network; tests bring their own. */
export type Powers = { resolve: (host: string) => Promise<readonly string[]>; dial: Dial; authorities?: string }

/**
 * The one door to other people's servers. Addresses come from the outside, so every host is resolved once, every
 * address it has is checked, and the line goes to what was checked. Time and size are bounded, nothing is unpacked, and
 * what goes wrong is a value of a closed list. The log has the host and the result, never a path, a header or a body.
 */
export async function fetchOutside(url: string, wish: Wish = {}, powers: Powers = usual): Promise<Outcome> {
  const stop = new AbortController()
  const stopped = new Promise<Failed>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve({ failed: stop.signal.reason }), { once: true })
  })
  const tooSlow = setTimeout(() => stop.abort('too-slow'), wish.withinMs ?? 15_000)
  const calledOff = () => stop.abort('aborted')
  wish.signal?.addEventListener('abort', calledOff, { once: true })
  if (wish.signal?.aborted) calledOff()
  try {
    return await Promise.race([stopped, follow(url, wish, powers, stop.signal)])
  } finally {
    clearTimeout(tooSlow)
    wish.signal?.removeEventListener('abort', calledOff)
    // Whatever is still open has nobody left to answer.
    stop.abort('aborted')
  }
}

const usual: Powers = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  dial: dialChecked,
}

async function follow(first: string, wish: Wish, powers: Powers, signal: AbortSignal): Promise<Outcome> {
  let to = readDestination(first, wish)
  let headers = wish.headers ?? {}
  for (let left = wish.redirects ?? 0; ; left -= 1) {
    if (hasFailed(to)) return to
    const outcome = await ask(to, { ...wish, headers }, powers, signal)
    log.info({ host: to.host, result: hasFailed(outcome) ? outcome.failed : outcome.status }, 'outbound')
    if (hasFailed(outcome) || !redirects.has(outcome.status)) return outcome
    if (left <= 0 || !isQuestion(wish)) return { failed: 'redirected' }
    const next = readRedirect(to, outcome.headers.location, wish)
    // What was said to the first host may hold secrets, and another host has no business with them.
    if (!hasFailed(next) && next.url.origin !== to.url.origin) headers = {}
    to = next
  }
}

const redirects = new Set([301, 302, 303, 307, 308])

const isQuestion = ({ method = 'GET', body }: Wish) => (method === 'GET' || method === 'HEAD') && body === undefined

function readRedirect(from: Destination, location: string | undefined, wish: Wish): Destination | Failed {
  if (location === undefined || !URL.canParse(location, from.url.href)) return { failed: 'redirected' }
  const to = readDestination(new URL(location, from.url).href, wish)
  if (!hasFailed(to) && from.secure && !to.secure) return { failed: 'redirected' }
  return to
}

async function ask(to: Destination, wish: Wish, powers: Powers, signal: AbortSignal): Promise<Outcome> {
  const given = wish.headers ?? {}
  if (!Object.entries(given).every(([name, value]) => isSendable(name, value))) return { failed: 'bad-header' }
  const addresses = to.isAddress ? [to.host] : await resolved(to.host, powers)
  if (addresses.length === 0) return { failed: 'no-address' }
  // One address inside is enough to refuse the name: whoever mixes them hopes for the other.
  if (!addresses.every(isPublicAddress)) return { failed: 'not-public' }
  if (signal.aborted) return { failed: 'aborted' }
  const line = await openLine(to, addresses, { dial: powers.dial, authorities: powers.authorities, signal })
  if (hasFailed(line)) return line
  const { method = 'GET', body, maxBytes = 64 * 1024 } = wish
  const headers = { ...given, ...ownHeaders(to, body) }
  return exchange(line, { method, path: to.url.pathname + to.url.search, headers, body, maxBytes })
}

async function resolved(host: string, powers: Powers): Promise<readonly string[]> {
  try {
    return await powers.resolve(host)
  } catch {
    return []
  }
}

/** Set by us alone: a second opinion about where a message ends, or for whom it is, is how requests are smuggled. */
const ours =
  /^(host|connection|keep-alive|upgrade|te|trailer|expect|accept-encoding|content-length|transfer-encoding)$/i

function isSendable(name: string, value: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, value)
    return !ours.test(name)
  } catch {
    return false
  }
}

function ownHeaders(to: Destination, body: Wish['body']): Record<string, string | number> {
  return {
    host: to.url.host.replace(/\.(?=:|$)/, ''),
    connection: 'close',
    'accept-encoding': 'identity',
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
  }
}
