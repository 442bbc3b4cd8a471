import type { Config } from './config'

/**
 * Under which addresses browsers reach this installation.
 * @param said what was said at set-up; empty before
 */
export function ownAddresses({ publicUrl: given, visitorUrl }: Config, port: () => number, said: () => string) {
  const publicUrl = () => given ?? (said() || `http://localhost:${port()}`)
  return {
    publicUrl,
    /** Where pages may come from that ask us; the first is the one to show. */
    ownOrigins: () =>
      given
        ? [given, ...(visitorUrl ? [visitorUrl] : [])]
        : [...new Set([publicUrl(), `http://localhost:${port()}`, `http://127.0.0.1:${port()}`])],
    isHttps: () => publicUrl().startsWith('https:'),
  }
}
