import { createHash, randomBytes } from 'node:crypto'
import type { AgentCaller } from '#server/context'
import type { Changes } from '#server/events/changes'
import type { Db, Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import { type Permission, seesEverySite } from '#shared/rules/permissions'
import { findSession, findWorker, insertSession, listClosedPipelineIds, listSiteIds, touchSession } from './queries'
import { isAlive, touchMs } from './rules'
import { isUnsecured } from './two-step'

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
  const mustSecure = await isUnsecured(db, row)
  const permissions = new Set(mustSecure ? [] : (JSON.parse(row.permissions) as Permission[]))
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
    permissions,
    mustSecure,
    siteIds: mustSecure ? [] : await listSiteIds(db, row.id, seesEverySite(row.role)),
    closedPipelineIds: await listClosedPipelineIds(db, { id: row.id, permissions }),
  }
}

/**
 * An agent in whose name something is done while they are elsewhere, with the rights they have now; null where they
 * may do nothing any more.
 */
export async function callerOf(db: Db, agentId: string): Promise<AgentCaller | null> {
  const row = await findWorker(db, agentId)
  if (!row || row.disabled || (await isUnsecured(db, row))) return null
  const { id, name, role, locale, availability } = row
  const permissions = new Set(JSON.parse(row.permissions) as Permission[])
  return {
    ...{ kind: 'agent', id, name, role, locale, availability, sessionId: '', mustSecure: false },
    permissions,
    siteIds: await listSiteIds(db, id, seesEverySite(role)),
    closedPipelineIds: await listClosedPipelineIds(db, { id, permissions }),
  }
}
