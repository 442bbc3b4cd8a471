import type { Reader, Tx } from '#server/storage/db'
import { statement } from '#server/storage/statement'
import type { Agent } from '#shared/protocol/agents'
import { type Permission, type Role, seesEverySite } from '#shared/rules/permissions'
import { mayKnow } from '#shared/rules/pipeline-access'
import type { AgentRow, SessionRow } from './tables'

export const agentOf = (row: AgentRow): Agent => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  locale: row.locale,
  availability: row.availability,
  disabled: row.disabled === 1,
  version: row.version,
})

export async function listAgents(db: Reader): Promise<Agent[]> {
  return (await db.selectFrom('agent').selectAll().orderBy('name').execute()).map(agentOf)
}

export const findAgent = (db: Reader, id: string) =>
  db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst()

export const findAgentByEmail = (db: Reader, email: string) =>
  db.selectFrom('agent').selectAll().where('email', '=', email).executeTakeFirst()

export async function insertAgent(tx: Tx, row: AgentRow, siteIds: readonly string[]): Promise<Agent> {
  await tx.insertInto('agent').values(row).execute()
  await insertMemberships(tx, row.id, siteIds)
  return agentOf(row)
}

async function insertMemberships(tx: Tx, agentId: string, siteIds: readonly string[]): Promise<void> {
  if (siteIds.length === 0) return
  await tx
    .insertInto('membership')
    .values([...new Set(siteIds)].map((site_id) => ({ agent_id: agentId, site_id })))
    .execute()
}

export async function saveAgent(
  tx: Tx,
  id: string,
  changes: Partial<Pick<AgentRow, 'availability' | 'locale' | 'name' | 'role' | 'disabled' | 'password_hash'>>,
): Promise<Agent> {
  const row = await tx
    .updateTable('agent')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return agentOf(row)
}

export async function insertRoles(tx: Tx, roles: { name: Role; permissions: readonly Permission[] }[]): Promise<void> {
  await tx
    .insertInto('role')
    .values(roles.map(({ name, permissions }) => ({ name, permissions: JSON.stringify(permissions) })))
    .execute()
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.insertInto('session').values(row).execute()
}

/** The session behind a cookie with its agent and what their role may do. */
export const findSession = (db: Reader, tokenHash: string) =>
  db
    .selectFrom('session')
    .innerJoin('agent', 'agent.id', 'session.agent_id')
    .innerJoin('role', 'role.name', 'agent.role')
    .selectAll('agent')
    .select(['session.id as session_id', 'session.created_at', 'session.seen_at', 'role.permissions'])
    .where('session.token_hash', '=', tokenHash)
    .executeTakeFirst()

/** An agent with what their role allows. */
export const findWorker = (db: Reader, agentId: string) =>
  db
    .selectFrom('agent')
    .innerJoin('role', 'role.name', 'agent.role')
    .selectAll('agent')
    .select('role.permissions')
    .where('agent.id', '=', agentId)
    .executeTakeFirst()

/** The sites an agent works on; owners and admins work on all. */
export async function listSiteIds(db: Reader, agentId: string, all: boolean): Promise<string[]> {
  if (all) return (await db.selectFrom('site').select('id').execute()).map(({ id }) => id)
  const rows = await db.selectFrom('membership').select('site_id').where('agent_id', '=', agentId).execute()
  return rows.map(({ site_id }) => site_id)
}

/** The pipelines that name others and not this agent. */
export async function listClosedPipelineIds(
  db: Reader,
  agent: { id: string; permissions: ReadonlySet<Permission> },
): Promise<string[]> {
  const rows = await db.selectFrom('pipeline').select(['id', 'members']).where('members', '!=', '[]').execute()
  return rows.flatMap(({ id, members }) => (mayKnow({ memberIds: JSON.parse(members) }, agent) ? [] : [id]))
}

export const listSessions = (db: Reader, agentId: string) =>
  db.selectFrom('session').selectAll().where('agent_id', '=', agentId).orderBy('seen_at', 'desc').execute()

export async function touchSession(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('session').set({ seen_at: at }).where('id', '=', id).execute()
}

/** @returns whether there was such a session of this agent */
export async function removeSession(tx: Tx, agentId: string, id: string): Promise<boolean> {
  const result = await tx.deleteFrom('session').where('id', '=', id).where('agent_id', '=', agentId).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Ends every session of an agent but one. @returns the ids of those that ended */
export async function removeSessions(tx: Tx, agentId: string, except = ''): Promise<string[]> {
  const ended = await tx
    .deleteFrom('session')
    .where('agent_id', '=', agentId)
    .where('id', '!=', except)
    .returning('id')
    .execute()
  return ended.map(({ id }) => id)
}

/** Sets the sites an agent works on. */
export async function replaceMemberships(tx: Tx, agentId: string, siteIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('membership').where('agent_id', '=', agentId).execute()
  await insertMemberships(tx, agentId, siteIds)
}

export async function removeSessionsBefore(tx: Tx, seen: string, created: string): Promise<void> {
  await tx
    .deleteFrom('session')
    .where((eb) => eb.or([eb('seen_at', '<', seen), eb('created_at', '<', created)]))
    .execute()
}

export const findRole = (db: Reader, name: Role) =>
  db.selectFrom('role').selectAll().where('name', '=', name).executeTakeFirstOrThrow()

/** Whether an agent is there to be given work on a site: not disabled, a member or one who sees every site. */
export async function worksOn(
  db: Reader,
  { id, role, disabled }: AgentRow,
  siteId: string,
  work: Permission = 'conversations.reply',
): Promise<boolean> {
  if (disabled) return false
  const { permissions } = await findRole(db, role)
  if (!(JSON.parse(permissions) as Permission[]).includes(work)) return false
  return (await listSiteIds(db, id, seesEverySite(role))).includes(siteId)
}

/** Whether an agent may know the deals of a pipeline. */
export async function knowsPipeline(db: Reader, { id, role }: AgentRow, pipelineId: string): Promise<boolean> {
  const [row] = await membersOfPipeline(db, { id: pipelineId })
  const memberIds = JSON.parse(row?.members ?? '[]') as string[]
  // Nearly every pipeline is everybody's: what their role allows need not be asked.
  if (mayKnow({ memberIds }, { id, permissions: new Set() })) return true
  const permissions = new Set(JSON.parse((await findRole(db, role)).permissions) as Permission[])
  return mayKnow({ memberIds }, { id, permissions })
}

// With every deal that is given to somebody.
const membersOfPipeline = statement<{ id: string }, { members: string }>((db, { id }) =>
  db.selectFrom('pipeline').select('members').where('id', '=', id),
)
