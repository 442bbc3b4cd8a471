import { createHash, randomBytes } from 'node:crypto'
import type { AgentCaller, Context } from '#server/context'
import type { Changes } from '#server/events/changes'
import type { Db, Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import { type Permission, seesEverySite } from '#shared/rules/permissions'
import { findSession, insertSession, listSiteIds, touchSession } from './queries'
import { isAlive, touchMs } from './rules'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Makes a session and returns its secret, which is stored nowhere. The only way a session begins. */
export async function beginSession(tx: Tx, agentId: string, userAgent: string, at: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertSession(tx, {
    id: newId(),
    agent_id: agentId,
    token_hash: hashOf(token),
    user_agent: userAgent.slice(0, 512),
    created_at: at,
    seen_at: at,
  })
  return token
}

/** The agent behind a session cookie, as they stand now; null when it is unknown, over, or the agent disabled. */
export async function admitAgent(db: Db, changes: Changes, token: string, now: number): Promise<AgentCaller | null> {
  const row = await findSession(db, hashOf(token))
  if (!row || row.disabled || !isAlive(row, now)) return null
  if (now - Date.parse(row.seen_at) > touchMs)
    await changes.change(null, (tx) => touchSession(tx, row.session_id, new Date(now).toISOString()))
  return {
    kind: 'agent',
    id: row.id,
    name: row.name,
    role: row.role,
    locale: row.locale,
    availability: row.availability,
    sessionId: row.session_id,
    permissions: new Set(JSON.parse(row.permissions) as Permission[]),
    siteIds: await listSiteIds(db, row.id, seesEverySite(row.role)),
  }
}

/** A session of its own for whoever has just shown who they are. */
export const admitNew = (context: Context, agentId: string): Promise<string> =>
  context.change((tx) => beginSession(tx, agentId, context.userAgent, context.now()))
