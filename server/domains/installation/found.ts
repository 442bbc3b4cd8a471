import { createHash, randomBytes } from 'node:crypto'
import type { Changes } from '#server/events/changes'
import { findInstallation, insertInstallation, saveSetupToken } from './queries'

/**
 * Makes the installation's own row on the first start and, while nobody has set it up, a new one-time token.
 * @returns the token for the set-up link, or null when the installation has an owner
 */
export const found = (changes: Changes): Promise<string | null> =>
  changes.change(null, async (tx) => {
    const known = await findInstallation(tx)
    if (known?.set_up_at) return null
    if (!known) await insertInstallation(tx, { epoch: secret(16), secret: secret(32) })
    const token = secret(32)
    await saveSetupToken(tx, hashOf(token))
    return token
  })

const secret = (bytes: number) => randomBytes(bytes).toString('base64url')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
