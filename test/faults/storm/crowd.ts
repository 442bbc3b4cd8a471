import { randomText } from '#shared/values/random'
import { backoff } from '../../../widget/frame/delivery/backoff'
import { type Chance, chance } from '../clients/chance'
import { type Visit, visitorHello, words } from '../wire/enter'
import { pause } from '../wire/measure'
import { NotAdmitted, RawLine } from '../wire/raw-line'

/** Whom a process stands for: visitors number `first` to `first + count - 1`, each at an address of their own. */
export type CrowdOrders = { port: number; key: string; first: number; count: number; seed: number }

/** How far a crowd is. */
export type CrowdNews = { inside: number; back: number; refused: number }

export type CrowdResult = CrowdNews & {
  /** When the last one had caught up, by the clock of the machine. */
  lastAt: number
  /** Milliseconds from the moment each visitor's line broke. */
  waits: number[]
  /** Visitors whose conversation did not hold what they had written. */
  wrong: number
}

/** Within this time a client comes back for the first time; as the product's clients do. */
const spreadMs = 2_000
const atOnce = 50

/** Visitors who have each written once; cut off, they come back as the product's clients do. */
export class Crowd {
  readonly news: CrowdNews = { inside: 0, back: 0, refused: 0 }
  readonly #waits: number[] = []
  #lastAt = 0
  #wrong = 0
  #bootstrap = { token: '', until: 0 }

  readonly #chance: Chance

  constructor(private readonly orders: CrowdOrders) {
    this.#chance = chance(orders.seed + orders.first)
  }

  /** Everybody comes in and writes. */
  async comeIn(): Promise<void> {
    const { first, count } = this.orders
    const numbers = Array.from({ length: count }, (_, index) => first + index)
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) await this.#begin(number)
      }),
    )
  }

  result(): CrowdResult {
    return { ...this.news, lastAt: this.#lastAt, waits: this.#waits, wrong: this.#wrong }
  }

  async #begin(number: number): Promise<void> {
    const { port, key } = this.orders
    const from = `127.${1 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`
    const visit: Visit = { port, key, token: `v1.${randomText(32)}`, from }
    const line = await RawLine.open(visitorHello(visit, await this.#bootstrapToken()))
    const sent = await line.ask('visit:send', words(`I am number ${number}`))
    if (!sent || !('ok' in sent)) throw new Error(`Number ${number} could not write: ${JSON.stringify(sent)}`)
    line.hear.gone = () => void this.#comeBack(visit, sent.ok.message.id)
    this.news.inside++
  }

  async #comeBack(visit: Visit, messageId: string): Promise<void> {
    const began = Date.now()
    this.news.inside--
    await pause(this.#chance.between(0, spreadMs))
    for (let attempt = 1; ; attempt++) {
      try {
        const line = await RawLine.open(visitorHello(visit))
        const view = await line.ask('visit:sync', { after: 0 })
        if (!view) throw new NotAdmitted(null)
        if ('refused' in view) throw new NotAdmitted(view.refused)
        if (view.ok.messages[0]?.id !== messageId || view.ok.head !== 1) this.#wrong++
        line.hear.gone = () => void this.#comeBack(visit, messageId)
        this.#lastAt = Date.now()
        this.#waits.push(this.#lastAt - began)
        this.news.back++
        this.news.inside++
        return
      } catch (error) {
        const refusal = error instanceof NotAdmitted ? error.refusal : null
        if (refusal) this.news.refused++
        await pause(Math.max(backoff(attempt, this.#chance.number()), refusal?.details?.retryAfterMs ?? 0))
      }
    }
  }

  /** Good for a minute, and for as many as come in that time. */
  async #bootstrapToken(): Promise<string> {
    if (Date.now() < this.#bootstrap.until) return this.#bootstrap.token
    const { port, key } = this.orders
    const response = await fetch(`http://127.0.0.1:${port}/widget/${key}/bootstrap`, {
      method: 'POST',
      headers: { origin: 'http://shop.test' },
    })
    const { token } = await response.json()
    this.#bootstrap = { token, until: Date.now() + 30_000 }
    return token
  }
}
