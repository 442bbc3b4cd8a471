import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** Seconds one code is good for; RFC 6238 recommends 30. */
const periodSeconds = 30
/** Steps before and after the present one that are taken too: phones' clocks are not exact. */
const tolerance = 1

/** The step an authenticator's code belongs to, or null when it is none of now. `at` in milliseconds. */
export function stepOf(secret: string, code: string, at: number): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds })
  const delta = totp.validate({ token: code, timestamp: at, window: tolerance })
  return delta === null ? null : Math.floor(at / 1000 / periodSeconds) + delta
}

/** Ten codes of 80 bits, in groups of four that can be read aloud. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () => new Secret({ size: 10 }).base32.replace(/.{4}(?=.)/g, '$&-'))

/** What of a recovery code is stored. Case, spaces and dashes are the reader's. */
export const hashOfCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex')
