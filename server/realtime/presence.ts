import type { AgentCaller, Presence } from '#server/context'
import type { Fact } from '#shared/protocol/index'
import type { Page } from '#shared/protocol/people'

/** How long somebody counts as there after their last socket closed: a reload is no leaving. */
const graceMs = 20_000

type Here = { sockets: number; leaving: NodeJS.Timeout | null }
type AgentHere = Here & { away: boolean; siteIds: readonly string[] }
type VisitorHere = Here & {
  /** Whose browsers these are, and who they turned out to be since; the last is who is shown. */
  names: readonly string[]
  siteId: string
  conversationId: string | null
  page: Page | null
}

export type PresenceEvents = {
  agent(agentId: string, online: boolean): void
  person(personId: string, siteIds: readonly string[], online: boolean): void
  team(siteId: string, online: boolean): void
}

/** Who is connected to this node. Kept in memory only: it is true now or not at all. */
export class PresenceBook implements Presence {
  readonly #agents = new Map<string, AgentHere>()
  readonly #people = new Map<string, VisitorHere>()
  /** Under how many of them somebody is here. */
  readonly #shown = new Map<string, number>()

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

  /** @param names whose browser it is, and who they turned out to be, one after the other */
  personArrives(names: readonly string[], siteId: string, conversationId: string | null): void {
    const personId = names[0] ?? ''
    const known = this.#people.get(personId)
    const here = known ?? { names, sockets: 0, leaving: null, siteId, conversationId, page: null }
    this.#people.set(personId, { ...stay(here), conversationId: conversationId ?? here.conversationId })
    if (!known) this.#show(here)
  }

  personLeaves(personId: string): void {
    const here = this.#people.get(personId)
    if (here)
      leave(here, () => {
        this.#people.delete(personId)
        this.#hide(here)
      })
  }

  /** Who is away, and who turned out to be somebody else, is said by facts. */
  hear(fact: Fact): void {
    if (fact.name === 'agent.edited') this.setAway(fact.data.agent.id, fact.data.agent.availability === 'away')
    if (fact.name === 'person.merged') this.personMerged(fact.data.goneId, fact.data.person.id)
    if (fact.name === 'person.parted') this.personParted(fact.data.back.id, fact.data.person.id)
  }

  /** Somebody turned out to be somebody else: whoever was here as one is here as the other. */
  personMerged(goneId: string, survivorId: string): void {
    this.#rename((names) => (names.at(-1) === goneId ? [...names, survivorId] : names))
  }

  /** They were two after all. */
  personParted(backId: string, survivorId: string): void {
    this.#rename((names) => (names.at(-1) === survivorId && names.at(-2) === backId ? names.slice(0, -1) : names))
  }

  #rename(next: (names: readonly string[]) => readonly string[]): void {
    for (const here of this.#people.values()) {
      const names = next(here.names)
      if (names === here.names) continue
      this.#hide(here)
      here.names = names
      this.#show(here)
    }
  }

  #show(here: VisitorHere): void {
    const id = shownOf(here)
    const count = this.#shown.get(id) ?? 0
    this.#shown.set(id, count + 1)
    if (count === 0) this.events.person(id, [here.siteId], true)
  }

  #hide(here: VisitorHere): void {
    const id = shownOf(here)
    const count = (this.#shown.get(id) ?? 1) - 1
    if (count > 0) return void this.#shown.set(id, count)
    this.#shown.delete(id)
    this.events.person(id, [here.siteId], false)
  }

  onPage(personId: string, page: Page): void {
    const here = this.#people.get(personId)
    if (here) here.page = page
  }

  onlineAgentIds(): string[] {
    return [...this.#agents.keys()]
  }

  onlinePersonIds(siteIds: readonly string[]): string[] {
    const here = [...this.#people.values()].filter(({ siteId }) => siteIds.includes(siteId))
    return [...new Set(here.map(shownOf))]
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

const shownOf = ({ names }: VisitorHere): string => names.at(-1) ?? ''

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
