import { Refusal } from '#shared/protocol/refusals'

const label = /^[a-z0-9\u00a1-\uffff-]{1,63}$/
const isLabel = (part: string) => label.test(part) && !part.startsWith('-') && !part.endsWith('-')

/**
 * Brings what a site owner typed to a host pattern: `https://Example.com/shop` to `example.com`.
 * @throws Refusal `domain-invalid`
 */
export function normalDomain(input: string): string {
  const bare = input
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/s, '')
  const wild = bare.startsWith('*.')
  const [host = '', port = '0', ...rest] = (wild ? bare.slice(2) : bare).split(':')
  if (!host.split('.').every(isLabel) || !/^\d{1,5}$/.test(port) || rest.length > 0)
    throw new Refusal('domain-invalid', { field: 'domains' })
  try {
    // The parser turns letters beyond ASCII into the form browsers send.
    const parsed = new URL(`http://${wild ? bare.slice(2) : bare}`)
    return (wild ? '*.' : '') + parsed.host
  } catch {
    throw new Refusal('domain-invalid', { field: 'domains' })
  }
}

/**
 * Whether a page's origin may carry the site's widget. A pattern without a port means any port:
 * `example.com` is that host and its `www.`; `*.example.com` is every host below.
 */
export function mayEmbed(domains: readonly string[], origin: string): boolean {
  const page = parse(origin)
  if (!page) return false
  return domains.some((domain) => {
    const [name = '', port] = splitPort(domain)
    if (port !== undefined && port !== page.port) return false
    if (name.startsWith('*.')) return page.hostname.endsWith(name.slice(1))
    return page.hostname === name || page.hostname === `www.${name}`
  })
}

/** The same patterns as sources of a `frame-ancestors` directive. */
export const ancestorsOf = (domains: readonly string[]): string[] =>
  domains.flatMap((domain) => {
    const [name, port = '*'] = splitPort(domain)
    const hosts = name?.startsWith('*.') ? [name] : [name, `www.${name}`]
    // An address in numbers or a single word has no www.
    const plain = /^[\d.]+$|^[^.]+$/.test(name ?? '') ? [name] : hosts
    return plain.flatMap((one) => [`http://${one}:${port}`, `https://${one}:${port}`])
  })

const splitPort = (domain: string) => domain.split(/:(?=\d+$)/)

function parse(origin: string): URL | null {
  try {
    const url = new URL(origin)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}
