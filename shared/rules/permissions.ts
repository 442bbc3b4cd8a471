/** Every act an agent's role may allow. The list is closed: a request names one of these or none. */
export const permissions = [
  'conversations.read',
  'conversations.reply',
  'conversations.assign',
  'notes.write',
  'deals.read',
  'deals.write',
  'leads.read',
  'leads.write',
  'leads.convert',
  'contacts.read',
  'contacts.write',
  'tasks.write',
  'pipelines.manage',
  'sites.manage',
  'team.manage',
  'settings.manage',
] as const

/** One key of the closed list. */
export type Permission = (typeof permissions)[number]

/** What an API key may be given: never the keys to the house itself. */
export const keyScopes = [
  'conversations.read',
  'deals.read',
  'deals.write',
  'leads.read',
  'leads.write',
  'leads.convert',
  'contacts.read',
  'contacts.write',
  'tasks.write',
] as const satisfies readonly Permission[]

/** The five roles, from the most to the least powerful. */
export const roles = ['owner', 'admin', 'manager', 'agent', 'read-only'] as const

/** One role; its permissions are stored with the installation, these are what a new one starts with. */
export type Role = (typeof roles)[number]

const selling: Permission[] = [
  'conversations.read',
  'conversations.reply',
  'notes.write',
  'deals.read',
  'deals.write',
  'leads.read',
  'leads.write',
  'leads.convert',
  'contacts.read',
  'contacts.write',
  'tasks.write',
]

/** What each role may do when an installation is new. */
export const defaultPermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  manager: [...selling, 'conversations.assign', 'pipelines.manage'],
  agent: [...selling, 'conversations.assign'],
  'read-only': ['conversations.read', 'deals.read', 'leads.read', 'contacts.read'],
}

/** Roles that see every site; the others see the sites they are members of. */
export const seesEverySite = (role: Role): boolean => role === 'owner' || role === 'admin'
