import { randomText } from '#shared/values/random'
import type { Ledger } from '../oracle/ledger'
import type { Chance } from './chance'
import { type Device, openPage, type Page } from './page'

type Program = typeof import('./console-entry')

export type AgentSetup = { name: string; code: string; url: string; cookie: string; ledger: Ledger; chance: Chance }

/** An agent at the console's own data layer. Each has conversations of their own and never leaves them alone. */
export class Agent {
  /** What the agent was shown as failed. */
  readonly troubles: string[] = []
  #page: Page<Program>
  readonly #device: Device = new Map()
  readonly #mine = new Map<string, number>()
  #tasks = 0
  /** Deals and tasks are done one after another, as by one pair of hands. */
  #isBusy = false

  #cookie: string

  constructor(private readonly setup: AgentSetup) {
    this.#cookie = setup.cookie
    this.#page = this.#open()
  }

  get name(): string {
    return this.setup.name
  }

  get console(): Program {
    return this.#page.program
  }

  get conversations(): string[] {
    return [...this.#mine.keys()]
  }

  get waiting(): number {
    return this.console.outbox.value.length
  }

  /** How many words this agent has written to all. */
  get written(): number {
    return [...this.#mine.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Takes a conversation and opens it. */
  async take(conversationId: string): Promise<void> {
    this.#mine.set(conversationId, 0)
    await this.#does(this.console.openThread(conversationId))
    await this.#does(this.console.accept(conversationId))
  }

  /** Answers in one of the conversations. */
  async answer(): Promise<void> {
    if (this.#mine.size === 0) return
    const conversationId = this.setup.chance.pick(this.conversations)
    const count = (this.#mine.get(conversationId) ?? 0) + 1
    this.#mine.set(conversationId, count)
    await this.console.send(conversationId, `${this.name} ${count} ${randomText(this.setup.chance.whole(1, 60))}`)
  }

  /** Sells: makes a deal, or carries one on. */
  sell = () => this.#withSomebody((personId, conversationId) => this.#sell(personId, conversationId))

  /** Plans: sets a task, or ticks one. */
  plan = () => this.#withSomebody((personId, conversationId) => this.#plan(personId, conversationId))

  async #withSomebody(act: (personId: string, conversationId: string) => Promise<unknown>): Promise<void> {
    const conversationId = this.conversations.length > 0 ? this.setup.chance.pick(this.conversations) : null
    const personId = conversationId && this.console.state.value.conversations.get(conversationId)?.personId
    if (!personId || this.#isBusy) return
    const page = this.#page
    this.#isBusy = true
    await act(personId, conversationId).catch((error: unknown) => void this.troubles.push(String(error)))
    if (page === this.#page) this.#isBusy = false
  }

  async #sell(personId: string, conversationId: string): Promise<unknown> {
    const { console, setup } = this
    const open = [...console.state.value.deals.values()].filter(
      ({ deal }) => deal.personId === personId && deal.outcome === 'open',
    )
    const deal = open[0]?.deal
    if (!deal || setup.chance.happens(0.2)) return console.createDeal(personId, conversationId)
    const stages =
      console.state.value.pipelines.get(deal.pipelineId)?.stages.filter(({ kind }) => kind === 'open') ?? []
    const next = stages[stages.findIndex(({ id }) => id === deal.stageId) + 1]
    if (setup.chance.happens(0.3)) return console.editDeal(deal, 'amount', setup.chance.whole(100, 900_000))
    if (next) return console.moveDeal(deal, next.id)
    return console.winDeal(deal, { amount: deal.amount, closedOn: '2030-01-01' })
  }

  async #plan(personId: string, conversationId: string): Promise<unknown> {
    const { console, setup } = this
    const open = [...console.state.value.tasks.values()].find(
      (task) => task.personId === personId && task.status === 'open' && task.title.startsWith(`${this.name} `),
    )
    if (open && setup.chance.happens(0.5)) return console.tick(open, true)
    this.#tasks++
    const title = `${this.name} ${this.#tasks}`
    return console.createTask({ personId, dealId: null, conversationId, title, dueAt: null })
  }

  /** Closes the page and opens another one on the same device, perhaps in a new session. */
  changePage(cookie: string = this.#cookie): void {
    this.#cookie = cookie
    this.#page.close()
    this.#page = this.#open()
    // What the closed page was about to do is not done by anybody.
    this.#isBusy = false
  }

  look(): void {
    this.#page.look()
  }

  close(): void {
    this.#page.close()
  }

  /** A console opened afresh that has loaded what this one shows. */
  async fresh(): Promise<Page<Program>> {
    const page = load(this.setup, this.#cookie, new Map(), null)
    await until(() => page.program.status.value === 'online')
    await this.#show(page.program)
    return page
  }

  #open(): Page<Program> {
    const page = load(this.setup, this.#cookie, this.#device, this.setup.ledger)
    page.program.afterReload(() => void this.#show(page.program))
    return page
  }

  /** Opens what stands on this agent's screen: the threads, their people and the board. */
  async #show(console: Program): Promise<void> {
    const pipelines = [...console.state.value.pipelines.keys()]
    const threads = this.conversations.map(async (id) => {
      await console.openThread(id)
      const personId = console.state.value.conversations.get(id)?.personId
      if (personId) await console.openPerson(personId)
    })
    await this.#does(Promise.all([...threads, ...pipelines.map((id) => console.loadBoard(id))]))
  }

  async #does(act: Promise<unknown>): Promise<void> {
    await act.catch((error: unknown) => void this.troubles.push(String(error)))
  }
}

type Around = Pick<AgentSetup, 'code' | 'url'>

function load({ code, url }: Around, cookie: string, device: Device, ledger: Ledger | null): Page<Program> {
  const page = openPage<Program>(code, {
    url,
    cookie,
    device,
    wire: {
      asked: (name, input) => ledger?.asked(name, input),
      answered: (name, input, answer) => {
        ledger?.answered(name, input, answer)
        return true
      },
      connected: () => ledger?.connected(),
      resync: () => {},
      told: ({ name }) => {
        ledger?.told(name)
        return true
      },
    },
  })
  page.program.connect()
  return page
}

async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((resolve) => setTimeout(resolve, 20))
}
