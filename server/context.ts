import type { Limits } from '#server/door/limits'
import type { Recorder } from '#server/events/changes'
import type { Db, Tx } from '#server/storage/db'
import type { Locale } from '#shared/protocol/agents'
import type { Permission, Role } from '#shared/rules/permissions'

/** An agent at the door, as the session found them. */
export type AgentCaller = {
  kind: 'agent'
  id: string
  name: string
  role: Role
  locale: Locale
  availability: 'online' | 'away'
  sessionId: string
  permissions: ReadonlySet<Permission>
  /** The sites they work on. */
  siteIds: readonly string[]
}

/** A visitor at the door. `visitor` is null until the first message has been written. */
export type VisitorCaller = {
  kind: 'visitor'
  siteId: string
  tokenHash: string
  visitor: { id: string; personId: string } | null
  /** Browser and system in words. */
  device: string
}

export type Caller = AgentCaller | VisitorCaller | { kind: 'nobody' }

/** What a verb is given besides its input: plain powers, no sockets, no Express. */
export type Context<C extends Caller = Caller> = {
  caller: C
  read: Db
  /** Decide, write, record; see server/events/changes.ts. The attempt is named by the caller and the input's rid. */
  change<T>(work: (tx: Tx, record: Recorder) => Promise<T>): Promise<T>
  /** UTC now as ISO text. */
  now(): string
  /** Who is connected at this moment, on this node. */
  presence: Presence
  /** Present when asked over HTTP: keeps or drops the session cookie. */
  cookie: { keep(token: string): void; drop(): void } | null
  /** Address of the caller, shortened to /64 for IPv6. */
  address: string
  userAgent: string
  /** Origins under which browsers reach this installation; the first is the one to show. */
  publicUrl(): string
  /** Counts what is not counted at the door: tries at one account, from wherever they come. */
  limits: Pick<Limits, 'take' | 'forgive'>
  /** Tells every door that the installation has an owner now. */
  setUp(): Promise<void>
  /** Ends live sockets whose right to be there is gone. */
  disconnect(room: string): void
  /** Lets every browser of this visitor hear a room from now on, and sync. */
  hear(room: string): Promise<void>
}

/** What is true only now and kept in memory. */
export type Presence = {
  onlineAgentIds(): string[]
  onlinePersonIds(): string[]
  /** The page the visitor of a conversation is on. */
  pages(): { conversationId: string; page: { url: string; title: string; referrer: string } }[]
  /** Whether an agent who works on the site is connected and not away. */
  teamOnline(siteId: string): boolean
}

export type AgentContext = Context<AgentCaller>
export type VisitorContext = Context<VisitorCaller>
