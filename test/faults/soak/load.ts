import type { InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import { randomId, randomText } from '#shared/values/random'
import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { enter, siteKeyOf, type Visit, visitorHello, words } from '../wire/enter'
import { RawLine } from '../wire/raw-line'

/** A steady day: forty talks at five messages a second each, and twenty who come and go every second. */
const talks = 40
const messageEveryMs = 200
const comeEveryMs = 50
/** Of those who come, every so-manieth was never here; the others come back. */
const newcomerEach = 10
const stayMs = 1_500
const patienceMs = 20_000

type Talk = { name: string; visit: Visit; line: RawLine; conversationId: string; count: number }

/** What talks and comes and goes on raw lines, so that the machine's strength is the server's. */
export class Load {
  sent = 0
  came = 0
  /** Lines that ended while they were needed. Who had one comes back on another, as every client does. */
  linesLost = 0
  /** What was refused or never answered. */
  readonly troubles: string[] = []
  readonly #talks: Talk[] = []
  readonly #inFlight = new Set<Promise<unknown>>()
  #isOver = false

  private constructor(
    private readonly scene: Scene,
    private readonly key: string,
    private agent: RawLine,
  ) {}

  static async on(scene: Scene): Promise<Load> {
    const { port } = scene.program.run
    const key = await siteKeyOf(scene.program.url, scene.cookie)
    const load = new Load(scene, key, await RawLine.open({ port, door: 'agent', cookie: scene.cookie }))
    for (let index = 0; index < talks; index++) load.#talks.push(await load.#begin(`talk${index}`))
    return load
  }

  /** Talks until {@link rest}; resolves then. */
  async work(): Promise<void> {
    await Promise.all([...this.#talks.map((talk, index) => this.#talk(talk, index)), this.#comeAndGo()])
  }

  /** Ends it when all is answered. */
  async rest(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#inFlight)
    for (const { line } of this.#talks) line.drop()
    this.agent.drop()
  }

  async #begin(name: string): Promise<Talk> {
    const { port } = this.scene.program.run
    const visit = { port, key: this.key, token: `v1.${randomText(32)}` }
    const line = await enter(visit)
    const sent = await this.#ask(line, 'visit:send', words(`${name} 1`))
    if (!sent) throw new Error(`${name} could not write`)
    return { name, visit, line, conversationId: sent.conversationId, count: 1 }
  }

  async #talk(talk: Talk, index: number): Promise<void> {
    await pause((index / talks) * messageEveryMs)
    for (let turn = 0, due = performance.now(); !this.#isOver; turn++) {
      this.#track(turn % 4 === 3 ? this.#answer(talk, turn) : this.#write(talk))
      due += messageEveryMs
      await pause(Math.max(0, due - performance.now()))
    }
  }

  async #write(talk: Talk): Promise<void> {
    talk.count++
    if (!talk.line.isOpen) {
      this.linesLost++
      talk.line = await enter(talk.visit)
    }
    await this.#ask(talk.line, 'visit:send', words(`${talk.name} ${talk.count} ${randomText(30)}`))
  }

  async #answer({ name, conversationId }: Talk, turn: number): Promise<void> {
    if (!this.agent.isOpen) {
      this.linesLost++
      const { port } = this.scene.program.run
      this.agent = await RawLine.open({ port, door: 'agent', cookie: this.scene.cookie })
    }
    const body = `agent-of-${name} ${turn} ${randomText(30)}`
    await this.#ask(this.agent, 'message:send', { id: randomId(), conversationId, body })
  }

  async #comeAndGo(): Promise<void> {
    for (let due = performance.now(); !this.#isOver; ) {
      this.came++
      this.#track(this.came % newcomerEach === 0 ? this.#comeNew(this.came) : this.#comeBack(this.came))
      due += comeEveryMs
      await pause(Math.max(0, due - performance.now()))
    }
  }

  async #comeNew(number: number): Promise<void> {
    const { line } = await this.#begin(`newcomer${number}`)
    await pause(stayMs)
    line.drop()
  }

  /** Somebody who has written opens another tab, reads what is new and goes. */
  async #comeBack(number: number): Promise<void> {
    const talk = this.#talks[number % talks] as Talk
    const line = await RawLine.open(visitorHello(talk.visit))
    await this.#ask(line, 'visit:sync', { after: talk.count })
    await pause(stayMs)
    line.drop()
  }

  /** Asks, and writes into the book of the judge what was asked and answered. */
  async #ask<Name extends RequestName>(
    line: RawLine,
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name> | null> {
    const { ledger } = this.scene
    ledger.asked(name, input)
    const answer = await Promise.race([line.ask(name, input), pause(patienceMs).then(() => null)])
    if (answer) ledger.answered(name, input, answer)
    if (!answer || 'refused' in answer) {
      this.troubles.push(`${name}: ${answer ? answer.refused.code : 'no answer'}`)
      return null
    }
    if (name !== 'visit:sync') this.sent++
    return answer.ok
  }

  #track(act: Promise<unknown>): void {
    const noted = act
      .catch((error: unknown) => void this.troubles.push(saying(error)))
      .finally(() => this.#inFlight.delete(noted))
    this.#inFlight.add(noted)
  }
}

/** An error and what it came from: of a request that failed, the first says nothing. */
const saying = (error: unknown): string =>
  error instanceof Error && error.cause ? `${error} (${error.cause})` : String(error)
