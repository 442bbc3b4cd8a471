import { createHash } from 'node:crypto'
import type { Caller, Context, Presence } from '#server/context'
import type { Changes } from '#server/events/changes'
import type { Db } from '#server/storage/db'
import type { FileStore } from '#server/storage/file-store'
import type { Vault } from '#server/storage/vault'
import type { Limits } from './limits'
import { callerKey } from './router'

/** What all requests of this process share. */
export type Ground = {
  read: Db
  changes: Changes
  presence: Presence
  limits: Limits
  now(): string
  publicUrl(): string
  setUp(): Promise<void>
  disconnect(room: string): void
  readmit(agentId: string): Promise<void>
  vault: Vault
  files: FileStore
  hasMail: boolean
}

/** What is special about one request. */
export type Occasion = {
  caller: Caller
  address: string
  userAgent: string
  cookie: Context['cookie']
  hear(room: string): Promise<void>
}

/** Gives a request its powers. The attempt is named by the caller and the input's `rid`. */
export const bindPowers =
  (ground: Ground, occasion: Occasion) =>
  (input: unknown): Context => ({
    ...occasion,
    read: ground.read,
    now: ground.now,
    presence: ground.presence,
    limits: ground.limits,
    publicUrl: ground.publicUrl,
    setUp: ground.setUp,
    disconnect: ground.disconnect,
    readmit: ground.readmit,
    vault: ground.vault,
    files: ground.files,
    hasMail: ground.hasMail,
    change: (work, part) => ground.changes.change(attemptOf(occasion, input, part), work),
  })

function attemptOf({ caller, address }: Occasion, input: unknown, part?: string) {
  const rid = (input as { rid?: string } | null)?.rid
  if (!rid) return null
  return { caller: callerKey(caller, address), rid: part ? `${rid}/${part}` : rid, inputHash: hashOf(input) }
}

// What people remember or read off a phone must not be recoverable from what is stored, so it is no part of the hash.
const guessable = new Set(['password', 'proof', 'code'])
const hashOf = (input: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(input, (key, value) => (guessable.has(key) ? undefined : value)))
    .digest('base64url')
