import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a handshake or an unsafe request comes from one of our own pages. `cors` does not protect WebSockets,
 * so this is checked for every one, by exact match.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, own: readonly string[]): boolean {
  const { origin, referer } = headers
  if (origin !== undefined) return own.includes(origin)
  // Browsers leave the origin out of same-origin GETs; they say so in Sec-Fetch-Site, or, on plain http, in the referrer.
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin'
  return referer !== undefined && own.includes(originOf(referer))
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}
