import { isIP } from 'node:net'
import type { Failed } from './outcome'

export type Destination = {
  url: URL
  /** In lower case and ASCII, without brackets and without a dot at its end. */
  host: string
  /** Whether `host` is an address already and nothing has to be looked up. */
  isAddress: boolean
  port: number
  secure: boolean
}

export type Allowed = {
  /** Plain http as well; otherwise https alone. */
  http?: boolean
  /**
   * Ports besides the scheme's own. By default there are none: what listens elsewhere seldom speaks HTTP, and a server
   * that can be told to knock at any port of anybody is a tool for others.
   */
  ports?: readonly number[]
}

/** Reads an address as browsers do, which undoes every spelling of a host, and says whether one may go there. */
export function readDestination(address: string, allowed: Allowed): Destination | Failed {
  if (!URL.canParse(address)) return { failed: 'bad-url' }
  const url = new URL(address)
  const secure = url.protocol === 'https:'
  if (!secure && !(url.protocol === 'http:' && allowed.http)) return { failed: 'bad-scheme' }
  if (url.username !== '' || url.password !== '') return { failed: 'credentials' }
  const usual = secure ? 443 : 80
  const port = url.port === '' ? usual : Number(url.port)
  if (port !== usual && !allowed.ports?.includes(port)) return { failed: 'bad-port' }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  const isAddress = isIP(host) !== 0
  if (!isAddress && !isPublicName(host)) return { failed: 'bad-url' }
  return { url, host, isAddress, port, secure }
}

/** A host on the internet has a name of several labels, and none of the endings that are kept for a local network. */
function isPublicName(host: string): boolean {
  const labels = host.split('.')
  return (
    host.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) &&
    !localEndings.some((ending) => host === ending || host.endsWith(`.${ending}`))
  )
}

/** RFC 6761, 6762, 8375, 9476 and what home routers and clouds use; asking for them would tell a resolver in vain. */
const localEndings = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'home.arpa',
  'onion',
]
