import { createHash } from 'node:crypto'
import type { KeyCaller } from '#server/context'
import type { Changes } from '#server/events/changes'
import type { Db } from '#server/storage/db'
import type { Permission } from '#shared/rules/permissions'
import { findKey, touchKey } from './queries'

/** How secrets of keys begin, so that people and scanners know one when they see it. */
export const keyPrefix = 'parley_'

/** How stale `usedAt` may grow before it is written again. */
const touchMs = 10 * 60_000

export const hashOfKey = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The key behind a secret, with every site of the installation; null when it is unknown or revoked. */
export async function admitKey(
  db: Db,
  changes: Changes,
  secret: string,
  siteIds: (db: Db) => Promise<string[]>,
  now: number,
): Promise<KeyCaller | null> {
  const row = await findKey(db, hashOfKey(secret))
  if (!row) return null
  if (!row.used_at || now - Date.parse(row.used_at) > touchMs)
    await changes.change(null, (tx) => touchKey(tx, row.id, new Date(now).toISOString()))
  return {
    kind: 'key',
    id: row.id,
    name: row.name,
    permissions: new Set(JSON.parse(row.scopes) as Permission[]),
    siteIds: await siteIds(db),
    closedPipelineIds: [],
  }
}
