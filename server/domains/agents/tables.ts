import type { Role } from '#shared/rules/permissions'

export type AgentRow = {
  id: string
  name: string
  email: string
  password_hash: string
  role: Role
  locale: 'en' | 'tr'
  availability: 'online' | 'away'
  disabled: number
  version: number
}

export type SessionRow = {
  id: string
  agent_id: string
  /** SHA-256 of the cookie; the cookie itself is stored nowhere. */
  token_hash: string
  user_agent: string
  created_at: string
  seen_at: string
}

export type AgentTables = {
  role: { name: Role; permissions: string }
  agent: AgentRow
  session: SessionRow
  /** `secret` is sealed; the key to it is not in the database. */
  two_step: { agent_id: string; secret: string }
  /** Steps whose code was used: each is good once. */
  used_step: { agent_id: string; step: number }
  recovery_code: { agent_id: string; code_hash: string }
  membership: { agent_id: string; site_id: string }
}
