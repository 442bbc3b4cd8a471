import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Seals what a stolen database must not give away. The key stands outside it. */
export type Vault = {
  /** @param about whose secret it is; sealed for one, it opens for no other */
  seal(secret: string, about: string): string
  /** The secret, or null when it was sealed with another key or for somebody else. */
  open(sealed: string, about: string): string | null
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** A vault whose key is made from `secret`, at least 32 characters of chance. */
export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'parley vault', 32))
  return {
    seal(plain, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about))
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      )
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes))
        const plain = decipher.update(bytes.subarray(ivBytes, -tagBytes))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

/**
 * The secret kept in a file that only this account can read; made when there is none.
 * @throws when the file holds no whole secret: a shorter one would seal with what can be guessed
 */
export function readSecretFile(file: string): string {
  if (!existsSync(file)) writeSecretFile(file, randomBytes(32).toString('base64url'))
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 32) throw new Error(`${file} holds no whole secret. Put the one from a backup in its place.`)
  return secret
}

// Losing it would lock out whoever has two-step sign-in: it is whole and on the disk before anything is sealed with it.
function writeSecretFile(file: string, secret: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.unfinished`
  rmSync(unfinished, { force: true })
  writeFileSync(unfinished, `${secret}\n`, { mode: 0o600, flush: true })
  renameSync(unfinished, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
