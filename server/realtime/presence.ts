import type { AgentCaller, Presence } from '#server/context'
import type { Page } from '#shared/protocol/people'

/** How long somebody counts as there after their last socket closed: a reload is no leaving. */
const graceMs = 20_000

type Here = { sockets: number; leaving: NodeJS.Timeout | null }
type AgentHere = Here & { away: boolean; siteIds: readonly string[] }
type VisitorHere = Here & { siteId: string; conversationId: string | null; page: Page | null }

export type PresenceEvents = {
  agent(agentId: string, online: boolean): void
  person(personId: string, siteIds: readonly string[], online: boolean): void
  team(siteId: string, online: boolean): void
}

/** Who is connected to this node. Kept in memory only: it is true now or not at all. */
export class PresenceBook implements Presence {
  readonly #agents = new Map<string, AgentHere>()
  readonly #people = new Map<string, VisitorHere>()

  constructor(private readonly events: PresenceEvents) {}

  agentArrives(caller: AgentCaller): void {
    const known = this.#agents.get(caller.id)
    const before = this.#teams()
    const here = known ?? { sockets: 0, leaving: null, away: false, siteIds: [] }
    this.#agents.set(caller.id, { ...stay(here), away: caller.availability === 'away', siteIds: caller.siteIds })
    if (!known) this.events.agent(caller.id, true)
    this.#tellTeams(before)
  }

  /** They work elsewhere now. */
  setSites(agentId: string, siteIds: readonly string[]): void {
    const here = this.#agents.get(agentId)
    if (!here) return
    const before = this.#teams()
    here.siteIds = siteIds
    this.#tellTeams(before)
  }

  agentLeaves(agentId: string): void {
    const here = this.#agents.get(agentId)
    if (here)
      leave(here, () => {
        const before = this.#teams()
        this.#agents.delete(agentId)
        this.events.agent(agentId, false)
        this.#tellTeams(before)
      })
  }

  setAway(agentId: string, away: boolean): void {
    const here = this.#agents.get(agentId)
    if (!here || here.away === away) return
    const before = this.#teams()
    here.away = away
    this.#tellTeams(before)
  }

  personArrives(personId: string, siteId: string, conversationId: string | null): void {
    const known = this.#people.get(personId)
    const here = known ?? { sockets: 0, leaving: null, siteId, conversationId, page: null }
    this.#people.set(personId, { ...stay(here), conversationId: conversationId ?? here.conversationId })
    if (!known) this.events.person(personId, [siteId], true)
  }

  personLeaves(personId: string, siteId: string): void {
    const here = this.#people.get(personId)
    if (here)
      leave(here, () => {
        this.#people.delete(personId)
        this.events.person(personId, [siteId], false)
      })
  }

  onPage(personId: string, page: Page): void {
    const here = this.#people.get(personId)
    if (here) here.page = page
  }

  onlineAgentIds(): string[] {
    return [...this.#agents.keys()]
  }

  onlinePersonIds(siteIds: readonly string[]): string[] {
    return [...this.#people].flatMap(([id, { siteId }]) => (siteIds.includes(siteId) ? [id] : []))
  }

  pages(siteIds: readonly string[]): { conversationId: string; page: Page }[] {
    return [...this.#people.values()].flatMap(({ siteId, conversationId, page }) =>
      conversationId && page && siteIds.includes(siteId) ? [{ conversationId, page }] : [],
    )
  }

  teamOnline(siteId: string): boolean {
    return this.#teams().has(siteId)
  }

  /** Forgets everybody without a word; for the end of the process. */
  close(): void {
    for (const here of [...this.#agents.values(), ...this.#people.values()])
      if (here.leaving) clearTimeout(here.leaving)
  }

  #teams(): Set<string> {
    return new Set([...this.#agents.values()].flatMap(({ away, siteIds }) => (away ? [] : siteIds)))
  }

  #tellTeams(before: Set<string>): void {
    const after = this.#teams()
    for (const siteId of after) if (!before.has(siteId)) this.events.team(siteId, true)
    for (const siteId of before) if (!after.has(siteId)) this.events.team(siteId, false)
  }
}

function stay<T extends Here>(here: T): T {
  if (here.leaving) clearTimeout(here.leaving)
  return { ...here, leaving: null, sockets: here.sockets + 1 }
}

function leave(here: Here, gone: () => void): void {
  here.sockets--
  if (here.sockets > 0) return
  here.leaving = setTimeout(gone, graceMs)
  here.leaving.unref()
}
