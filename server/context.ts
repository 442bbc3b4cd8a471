import type { Limits } from '#server/door/limits'
import type { Recorder } from '#server/events/recorder'
import type { Db, Tx } from '#server/storage/db'
import type { FileStore } from '#server/storage/file-store'
import type { Vault } from '#server/storage/vault'
import type { Locale } from '#shared/protocol/agents'
import type { By } from '#shared/protocol/define'
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
  /** Empty while {@link mustSecure}. */
  permissions: ReadonlySet<Permission>
  /** Two-step sign-in is asked of their role and they have none yet. */
  mustSecure: boolean
  /** The sites they work on. */
  siteIds: readonly string[]
  /** The pipelines they may not know, with all deals in them. */
  closedPipelineIds: readonly string[]
}

/** A program of the owner's, with an API key. It works on every site and speaks in nobody's name. */
export type KeyCaller = {
  kind: 'key'
  id: string
  name: string
  permissions: ReadonlySet<Permission>
  siteIds: readonly string[]
  /** None: what a program may do is said by its scopes. */
  closedPipelineIds: readonly string[]
}

/** A rule of the owner's, which acts through the verbs the team acts through, on one site at a time. */
export type RuleCaller = {
  kind: 'rule'
  id: string
  name: string
  /** Rules that led to this, the first in front and this one last. */
  chain: readonly string[]
  permissions: ReadonlySet<Permission>
  siteIds: readonly string[]
  /** None: whoever wrote it knows all. */
  closedPipelineIds: readonly string[]
}

/** Whoever stands on our side of the conversation. */
export type TeamCaller = AgentCaller | KeyCaller | RuleCaller

/** As far as it matters to who may know a pipeline: which ones are closed to them. */
export type Knowing = Pick<TeamCaller, 'closedPipelineIds'>

/** What the house does by itself knows every pipeline. */
export const knowingAll: Knowing = { closedPipelineIds: [] }

/** The agent who asks, null when it is a program. */
export const agentIdOf = (caller: TeamCaller): string | null => (caller.kind === 'agent' ? caller.id : null)

/** Whom a fact thanks for what has happened. */
export function byOf(caller: TeamCaller): By {
  if (caller.kind === 'agent') return { byAgentId: caller.id }
  if (caller.kind === 'key') return { byAgentId: null, byKey: caller.name }
  return { byAgentId: null, byRule: { id: caller.id, name: caller.name, chain: [...caller.chain] } }
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

export type Caller = TeamCaller | VisitorCaller | { kind: 'nobody' }

/** What a verb is given besides its input: plain powers, no sockets, no Express. */
export type Context<C extends Caller = Caller> = {
  caller: C
  read: Db
  /**
   * Decide, write, record; see server/events/changes.ts. The attempt is named by the caller and the input's rid, and
   * where one request makes several changes by the name of each.
   */
  change<T>(work: (tx: Tx, record: Recorder) => Promise<T>, part?: string): Promise<T>
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
  limits: Pick<Limits, 'take' | 'forgive' | 'factor'>
  /** Tells every door that the installation has an owner now. */
  setUp(): Promise<void>
  /** Ends live sockets whose right to be there is gone. */
  disconnect(room: string): void
  /** Gives the open sockets of an agent the rights they have now, and has their consoles load anew. */
  readmit(agentId: string): Promise<void>
  /** Locks away what the database must not hold in the clear. */
  vault: Vault
  /** Bytes of files, in the data folder. */
  files: FileStore
  /** Whether there is a mail server to hand mail to. */
  hasMail: boolean
  /** Lets every browser of this visitor hear a room from now on, and sync. */
  hear(room: string): Promise<void>
}

/** What is true only now and kept in memory. */
export type Presence = {
  onlineAgentIds(): string[]
  /** Of these sites. */
  onlinePersonIds(siteIds: readonly string[]): string[]
  /** The page the visitor of a conversation is on, on these sites. */
  pages(
    siteIds: readonly string[],
  ): { conversationId: string; page: { url: string; title: string; referrer: string } }[]
  /** Whether an agent who works on the site is connected and not away. */
  teamOnline(siteId: string): boolean
}

export type AgentContext = Context<AgentCaller>
export type TeamContext = Context<TeamCaller>
export type VisitorContext = Context<VisitorCaller>

/** What a verb needs that a rule may use as well: who does it, the change it happens in, and when. */
export type Acting = Pick<TeamContext, 'caller' | 'change' | 'now'>
