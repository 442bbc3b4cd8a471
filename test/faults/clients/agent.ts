import { randomText } from '#shared/values/random'
import { isDue } from '../oracle/deal-checks'
import type { Ledger } from '../oracle/ledger'
import type { Chance } from './chance'
import { type Device, openPage, type Page } from './page'
import { openDealOf, sell, tidy } from './selling'
import { sendFile, someBytes } from './sending'

type Program = typeof import('./console-entry')

/** What is planned with a due time comes due within this. */
export const soonMs = 4_000

export type AgentSetup = {
  name: string
  code: string
  url: string
  cookie: string
  ledger: Ledger
  chance: Chance
  /** Whether some tasks come due while people work. */
  dues: boolean
  /** How likely the answer to words that are stored is lost together with the line, so that they are sent again. */
  loss: number
  /** How likely the answer to a file is lost on its way. */
  fileLoss: number
}

/** An agent at the console's own data layer. Each has conversations of their own and never leaves them alone. */
export class Agent {
  /** What the agent was shown as failed. */
  readonly troubles: string[] = []
  /** Answers lost on purpose. */
  answersLost = 0
  #page: Page<Program>
  readonly #device: Device = new Map()
  readonly #mine = new Map<string, number>()
  #tasks = 0
  #words = 0
  #files = 0
  #sending = 0
  #life = new AbortController()
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
    return this.console.outbox.value.length + this.#sending
  }

  /** Whether a task on the screen was due before and is not told yet. */
  waitsFor(before: string): boolean {
    return [...this.console.state.value.tasks.values()].some((task) => !task.remindedAt && isDue(task, before))
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

  /** Sells: makes a deal, or carries one on; now and then tidies the pipelines, where the agent may. */
  sell = () =>
    this.#withSomebody((personId, conversationId) => {
      const { console, setup } = this
      const { chance } = setup
      const may = console.state.value.me?.permissions.includes('pipelines.manage')
      if (may && chance.happens(0.12)) return tidy({ console, chance })
      const words = () => `${this.name} ${++this.#words} ${randomText(chance.whole(1, 60))}`
      const seller = { console, chance, words, sendFile: (dealId: string) => this.#sendFile(dealId) }
      return sell(seller, personId, conversationId)
    })

  /** Plans: sets a task, or ticks one. */
  plan = () => this.#withSomebody((personId, conversationId) => this.#plan(personId, conversationId))

  async #withSomebody(act: (personId: string, conversationId: string) => Promise<unknown>): Promise<void> {
    const { chance } = this.setup
    const known = this.conversations.flatMap((id) => {
      const personId = this.console.state.value.conversations.get(id)?.personId
      return personId ? [{ id, personId }] : []
    })
    // Mostly those who are already about to buy: otherwise few deals would come far.
    const warm = known.filter(({ personId }) => openDealOf(this.console, personId))
    const whom = warm.length > 0 && chance.happens(0.7) ? warm : known
    if (whom.length === 0 || this.#isBusy) return
    const { id, personId } = chance.pick(whom)
    const page = this.#page
    this.#isBusy = true
    await act(personId, id).catch((error: unknown) => void this.troubles.push(String(error)))
    if (page === this.#page) this.#isBusy = false
  }

  async #sendFile(dealId: string): Promise<void> {
    const { url, ledger, chance, fileLoss } = this.setup
    const courier = { url, cookie: this.#cookie, ledger, chance, loss: fileLoss, signal: this.#life.signal }
    this.#sending++
    try {
      await sendFile(courier, dealId, `${this.name}-${++this.#files}`, someBytes(chance))
    } finally {
      this.#sending--
    }
  }

  async #plan(personId: string, conversationId: string): Promise<unknown> {
    const { console, setup } = this
    const { chance, dues } = setup
    const open = [...console.state.value.tasks.values()].find(
      (task) => task.personId === personId && task.status === 'open' && task.title.startsWith(`${this.name} `),
    )
    if (open && chance.happens(0.5))
      return chance.happens(0.5) ? console.completeTask(open, `${open.title} is done`) : console.tick(open, true)
    this.#tasks++
    const title = `${this.name} ${this.#tasks}`
    const dealId = chance.happens(0.5) ? (openDealOf(console, personId)?.id ?? null) : null
    const dueAt = dues && chance.happens(0.4) ? new Date(Date.now() + chance.whole(500, soonMs)).toISOString() : null
    return console.createTask({ personId, dealId, conversationId, title, dueAt })
  }

  /** Closes the page and opens another one on the same device, perhaps in a new session. */
  changePage(cookie: string = this.#cookie): void {
    this.#cookie = cookie
    this.close()
    this.#life = new AbortController()
    this.#page = this.#open()
    // What the closed page was about to do is not done by anybody.
    this.#isBusy = false
  }

  look(): void {
    this.#page.look()
  }

  close(): void {
    this.#life.abort()
    this.#page.close()
  }

  /** A console opened afresh that has loaded what this one shows. */
  async fresh(): Promise<Page<Program>> {
    const page = load(this.setup, this.#cookie, new Map(), null, () => false)
    await until(() => page.program.status.value === 'online')
    await this.#show(page.program)
    return page
  }

  #open(): Page<Program> {
    const { ledger, chance, loss } = this.setup
    const isLost = () => {
      const lost = chance.happens(loss)
      if (lost) this.answersLost++
      return lost
    }
    const page = load(this.setup, this.#cookie, this.#device, ledger, isLost)
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
    await this.#does(
      Promise.all([
        ...threads,
        ...pipelines.map((id) => console.readBoard({ pipelineId: id, filter: {}, sort: null })),
      ]),
    )
  }

  async #does(act: Promise<unknown>): Promise<void> {
    await act.catch((error: unknown) => void this.troubles.push(String(error)))
  }
}

type Around = Pick<AgentSetup, 'code' | 'url'>

/** `isLost` is asked when words of the agent's are acknowledged: whether that never arrives. */
function load(
  { code, url }: Around,
  cookie: string,
  device: Device,
  ledger: Ledger | null,
  isLost: () => boolean,
): Page<Program> {
  const page = openPage<Program>(code, {
    url,
    cookie,
    device,
    wire: {
      asked: (name, input) => ledger?.asked(name, input),
      answered: (name, input, answer) => {
        if (name === 'message:send' && 'ok' in answer && isLost()) return false
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
