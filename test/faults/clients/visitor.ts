import type { VisitorFact, VisitorView } from '#shared/protocol/visits'
import { randomText } from '#shared/values/random'
import type { Entry, OutboxStore } from '../../../widget/frame/delivery/ports'
import type { Session } from '../../../widget/frame/session'
import type { Ledger } from '../oracle/ledger'
import type { Chance } from './chance'
import { Earshot } from './earshot'
import { openPage, type Page } from './page'

type Program = typeof import('./widget-entry')

export type VisitorSetup = {
  name: string
  code: string
  url: string
  siteKey: string
  ledger: Ledger
  chance: Chance
  /** How likely a live message is lost on its way to the client, which must notice and ask. */
  leak: number
  /** How likely the answer to a message that is stored is lost together with the line, so that it is sent again. */
  loss: number
}

/** A visitor with the product's own client library; the device outlives the tab. */
export class Visitor {
  readonly earshot = new Earshot()
  /** Codes of what the visitor was shown as failed. */
  readonly troubles: string[] = []
  /** Live messages lost on purpose. */
  leaked = 0
  /** Answers lost on purpose. */
  answersLost = 0
  written = 0
  #page: Page<Program>
  #session: Session
  readonly #entries = new Map<string, Entry>()
  #token: string | null = null

  constructor(private readonly setup: VisitorSetup) {
    const { page, session } = this.#open()
    this.#page = page
    this.#session = session
  }

  get name(): string {
    return this.setup.name
  }

  get state() {
    return this.#session.state()
  }

  get conversationId(): string | null {
    return this.state.view.conversationId
  }

  /** How many words are not yet stored, as far as the visitor knows. */
  get waiting(): number {
    return this.state.pending.length
  }

  /** Writes the next words; each is recognisable and numbered. */
  async write(): Promise<void> {
    this.written++
    const result = await this.#session.send(
      `${this.name} ${this.written} ${randomText(this.setup.chance.whole(1, 60))}`,
    )
    if (result === 'full') this.written--
  }

  /** Closes the tab and opens another one on the same device. */
  changeTab(): void {
    this.close()
    const { page, session } = this.#open()
    this.#page = page
    this.#session = session
  }

  /** Looks at the tab again. */
  look(): void {
    this.#session.wake()
  }

  close(): void {
    this.#session.stop()
    this.#page.close()
  }

  #open() {
    const { code, url, siteKey, ledger, chance, leak, loss } = this.setup
    const page = openPage<Program>(code, {
      url,
      device: new Map(),
      wire: {
        asked: (name, input) => ledger.asked(name, input),
        answered: (name, input, answer) => {
          if (name === 'visit:send' && 'ok' in answer && chance.happens(loss)) {
            this.answersLost++
            return false
          }
          if (name === 'visit:sync' && 'ok' in answer) this.earshot.synced(answer.ok as VisitorView)
          ledger.answered(name, input, answer)
          return true
        },
        connected: () => {
          ledger.connected()
          this.earshot.begin()
        },
        resync: () => this.earshot.begin(),
        told: (fact) => {
          this.earshot.told(fact as VisitorFact)
          if (fact.name !== 'message.sent' || !chance.happens(leak)) return true
          this.leaked++
          return false
        },
      },
    })
    const session: Session = page.program.createSession({
      site: siteKey,
      locale: 'en',
      language: 'en',
      openLine: page.program.socketLine(url),
      clock: {
        now: () => Date.now(),
        after: (ms, act) => {
          const timer = setTimeout(act, ms)
          return () => clearTimeout(timer)
        },
        random: () => chance.number(),
      },
      keep: {
        read: () => this.#token,
        write: (token) => {
          this.#token = token
          return true
        },
      },
      store: keepingIn(this.#entries),
      askBootstrap: () => void this.#askBootstrap(() => session),
      hear: { error: (code) => void this.troubles.push(code) },
    })
    session.start()
    return { page, session }
  }

  /** As the loader does from the page around the frame. */
  async #askBootstrap(session: () => Session): Promise<void> {
    const { url, siteKey } = this.setup
    const answer = await fetch(`${url}/widget/${siteKey}/bootstrap`, {
      method: 'POST',
      headers: { origin: 'http://shop.test' },
    }).catch(() => null)
    session().bootstrap(answer?.ok ? (await answer.json()).token : null)
  }
}

const keepingIn = (entries: Map<string, Entry>): OutboxStore => ({
  all: async () => [...entries.values()].map((entry) => structuredClone(entry)),
  put: async (entry) => void entries.set(entry.id, structuredClone(entry)),
  remove: async (id) => void entries.delete(id),
})
