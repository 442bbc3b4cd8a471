import type { Ledger } from '../oracle/ledger'
import type { Product } from '../plant'
import { Agent, soonMs } from './agent'
import type { Chance } from './chance'
import { Visitor } from './visitor'

export type CrowdSetup = {
  product: Product
  url: string
  siteKey: string
  /** One agent for each cookie. */
  cookies: readonly string[]
  visitors: number
  ledger: Ledger
  chance: Chance
  /** Milliseconds a visitor thinks between two messages, at least and at most. */
  pace?: readonly [number, number]
  /** How likely a live message is lost on its way to a visitor. */
  leak?: number
  /** How likely a line dies before the answer to words has come over it. */
  loss?: number
  /** Whether some tasks come due while people work; unless it is said, they do. */
  dues?: boolean
}

/** How likely the answer to a file is lost where answers are lost at all: there are few of them. */
const fileLoss = 0.2

/** Words that may wait in one outbox before their writer waits too. */
const patience = 4

/** Visitors who write and agents who answer and sell, all with the product's own client libraries. */
export class Crowd {
  readonly visitors: readonly Visitor[]
  readonly agents: readonly Agent[]
  readonly #pace: readonly [number, number]
  #timers = new Set<NodeJS.Timeout>()
  #busy = false

  constructor(private readonly setup: CrowdSetup) {
    const { product, url, siteKey, cookies, ledger, chance, leak = 0, loss = 0, dues = true, pace = [30, 150] } = setup
    this.#pace = pace
    this.agents = cookies.map(
      (cookie, index) =>
        new Agent({
          name: `agent${index}`,
          code: product.console,
          url,
          cookie,
          ledger,
          chance: chance.of(`a${index}`),
          dues,
          loss,
          fileLoss: loss > 0 ? fileLoss : 0,
        }),
    )
    this.visitors = Array.from({ length: setup.visitors }, (_, index) => {
      const name = `visitor${index}`
      return new Visitor({ name, code: product.widget, url, siteKey, ledger, chance: chance.of(name), leak, loss })
    })
  }

  /** Everybody says hello, and each conversation finds its agent. */
  async meet(): Promise<void> {
    await Promise.all(this.visitors.map((visitor) => visitor.write()))
    await until(() => this.visitors.every(({ conversationId }) => conversationId !== null), 'every visitor is heard')
    await Promise.all(
      this.visitors.map(({ conversationId }, index) =>
        this.agents[index % this.agents.length]?.take(conversationId ?? ''),
      ),
    )
  }

  /** Everybody works, until {@link rest}. */
  work(): void {
    this.#busy = true
    const [low, high] = this.#pace
    const { chance } = this.setup
    for (const visitor of this.visitors) {
      this.#again(low, high, async () => {
        if (visitor.waiting < patience) await visitor.write()
      })
    }
    const share = Math.max(1, this.visitors.length / Math.max(1, this.agents.length))
    for (const agent of this.agents) {
      this.#again((low * 3) / share, (high * 3) / share, async () => {
        if (agent.waiting < patience * 2) await agent.answer()
      })
      this.#again(low * 2, high * 3, () => (chance.happens(0.6) ? agent.sell() : agent.plan()))
    }
  }

  /**
   * Nobody begins anything more; resolves when all that was written is stored and every screen is still, or names who
   * is still waiting when it takes too long.
   */
  async rest(withinMs = 60_000): Promise<string[]> {
    this.#busy = false
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    const end = performance.now() + withinMs
    for (let looked = false; performance.now() < end; ) {
      await pause(50)
      if (this.#unsettled().length > 0) continue
      if (looked) return []
      for (const client of [...this.visitors, ...this.agents]) client.look()
      await this.#still()
      looked = true
    }
    return this.#unsettled()
  }

  /**
   * Waits until every agent has been told of what they planned while they worked, all of which is due soon, though not
   * for ever: what came due later would be told while somebody looks at the screens. Answers by when it was due.
   */
  async hearDues(withinMs = 15_000): Promise<string> {
    const last = new Date(Date.now() + soonMs).toISOString()
    const end = performance.now() + withinMs
    while (this.agents.some((agent) => agent.waitsFor(last)) && performance.now() < end) await pause(100)
    return last
  }

  /** A page here and there is closed, and opened again on the same device. */
  changePages(): void {
    const { chance } = this.setup
    for (const visitor of this.visitors) if (chance.happens(0.05)) visitor.changeTab()
    for (const agent of this.agents) if (chance.happens(0.03)) agent.changePage()
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    for (const client of [...this.visitors, ...this.agents]) client.close()
  }

  #unsettled(): string[] {
    const visitors = this.visitors.filter(({ waiting, state }) => waiting > 0 || state.connection !== 'live')
    const agents = this.agents.filter(({ waiting, console }) => waiting > 0 || console.status.value !== 'online')
    return [...visitors, ...agents].map(({ name, waiting }) => `${name} with ${waiting} waiting`)
  }

  /** Waits until no screen has changed for a while: marks follow messages by a second. */
  async #still(): Promise<void> {
    const look = () => [
      ...this.visitors.map(({ state }) => state.view),
      ...this.agents.map((a) => a.console.state.value),
    ]
    let before = look()
    for (let quiet = 0; quiet < 5; ) {
      await pause(400)
      const now = look()
      quiet = now.every((one, index) => one === before[index]) ? quiet + 1 : 0
      before = now
    }
  }

  /** Does something again and again with pauses between; what takes long holds up nothing else. */
  #again(low: number, high: number, act: () => Promise<unknown>): void {
    const { chance } = this.setup
    const next = () => {
      const timer = setTimeout(
        () => {
          this.#timers.delete(timer)
          if (!this.#busy) return
          void act()
          next()
        },
        chance.between(low, high),
      )
      this.#timers.add(timer)
    }
    next()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until something is so. @throws naming what was waited for in vain */
export async function until(look: () => boolean, what: string, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!look()) {
    if (performance.now() > end) throw new Error(`In ${withinMs / 1000} s it did not become true that ${what}`)
    await pause(20)
  }
}
