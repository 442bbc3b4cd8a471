import type { InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Chance } from '../clients/chance'
import { type Hello, RawLine } from '../wire/raw-line'

type Deal = OutputOf<'deal:create'>
/** A conversation, whose it is, and whether it may end closed: nobody waits to write there. */
export type Place = { conversationId: string; personId: string; mayClose: boolean }

/** Somebody who was there all the time, and changes everything a screen can show. */
export class Others {
  readonly #deals = new Map<string, Deal>()
  readonly #tasks: string[] = []
  readonly #closed = new Set<string>()
  #count = 0

  private constructor(
    private readonly hello: Hello,
    private line: RawLine,
    private readonly places: readonly Place[],
    private readonly ground: OutputOf<'console:load'>,
    private readonly chance: Chance,
  ) {}

  /** @param places the conversations that are changed, and whose they are */
  static async enter(hello: Hello, places: readonly Place[], chance: Chance): Promise<Others> {
    const line = await RawLine.open(hello)
    return new Others(hello, line, places, await told(line, 'console:load', {}), chance)
  }

  /** Comes back after the server was away. */
  async enterAgain(): Promise<void> {
    this.line.drop()
    this.line = await RawLine.open(this.hello)
  }

  leave(): void {
    this.line.drop()
  }

  /** Where the number line stands. */
  n = async (): Promise<number> => (await told(this.line, 'console:load', {})).n

  /** How far a conversation has come. */
  head = async (conversationId: string): Promise<number> =>
    (await told(this.line, 'conversation:read', { conversationId, limit: 1 })).conversation.head

  /** So many changes, of every kind in turn. */
  async change(times: number): Promise<void> {
    const kinds: (() => Promise<unknown>)[] = [
      this.#speak,
      this.#note,
      () => this.#sell(),
      this.#speak,
      () => this.#carryOn(),
      () => this.#plan(),
      this.#speak,
      () => this.#tick(),
      () => this.#turn(),
      () => this.#assign(),
      this.#speak,
      () => this.#rename(),
    ]
    for (let time = 0; time < times; time++) await kinds[time % kinds.length]?.()
  }

  #speak = () => this.#does('message:send', { id: randomId(), ...this.#where(), body: this.#words() })

  #note = () => this.#does('note:write', { rid: randomId(), ...this.#where(), body: this.#words() })

  async #sell(): Promise<void> {
    const { conversationId, personId } = this.chance.pick(this.places)
    const deal = await this.#does('deal:create', { rid: randomId(), personId, conversationId })
    this.#deals.set(deal.id, deal)
  }

  /** Moves a deal, prices it, or wins it. */
  async #carryOn(): Promise<void> {
    const deal = this.chance.pick([...this.#deals.values()])
    const rid = randomId()
    const stages = this.ground.pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? []
    const next = stages.filter(({ kind }) => kind === 'open').find(({ id }) => id !== deal.stageId)
    const changed = this.chance.happens(0.4)
      ? await this.#does('deal:edit', {
          ...{ rid, dealId: deal.id },
          changes: { amount: { was: deal.amount, is: this.chance.whole(1, 90_000) } },
        })
      : next && this.chance.happens(0.7)
        ? await this.#does('deal:move', { rid, dealId: deal.id, fromStageId: deal.stageId, stageId: next.id })
        : await this.#does('deal:win', { rid, dealId: deal.id })
    if (changed.outcome === 'open') this.#deals.set(changed.id, changed)
    else this.#deals.delete(changed.id)
    if (this.#deals.size === 0) await this.#sell()
  }

  async #plan(): Promise<void> {
    const { conversationId, personId } = this.chance.pick(this.places)
    const [deal] = [...this.#deals.values()].filter((one) => one.personId === personId)
    const dealId = deal?.id ?? null
    const title = this.#words()
    const task = await this.#does('task:create', {
      ...{ rid: randomId(), personId, conversationId, dealId, title },
      dueAt: '2030-01-01T00:00:00.000Z',
    })
    this.#tasks.push(task.id)
  }

  async #tick(): Promise<void> {
    const taskId = this.#tasks.shift()
    if (taskId) await this.#does('task:complete', { rid: randomId(), taskId })
  }

  /** Closes a conversation, or opens it again. */
  async #turn(): Promise<void> {
    const { conversationId } = this.chance.pick(this.places.filter(({ mayClose }) => mayClose))
    const input = { rid: randomId(), conversationId }
    if (this.#closed.delete(conversationId)) await this.#does('conversation:reopen', input)
    else {
      await this.#does('conversation:close', input)
      this.#closed.add(conversationId)
    }
  }

  async #assign(): Promise<void> {
    const agentId = this.chance.happens(0.3) ? null : this.chance.pick(this.ground.agents).id
    await this.#does('conversation:assign', { rid: randomId(), ...this.#where(), agentId })
  }

  async #rename(): Promise<void> {
    const [site] = this.ground.sites
    const agentId = this.chance.pick(this.ground.agents).id
    await this.#does('agent:edit', { rid: randomId(), agentId, name: `Somebody ${this.#count}` })
    if (site) await this.#does('site:edit', { rid: randomId(), siteId: site.id, name: `Shop ${this.#count}` })
  }

  #where = () => ({
    conversationId: this.chance.pick(this.places.filter((one) => !this.#closed.has(one.conversationId))).conversationId,
  })

  /** As everybody of the crowd writes: who it was, and the how-manieth words. */
  #words = () => `world ${++this.#count}`

  #does = <Name extends RequestName>(name: Name, input: InputOf<Name>) => told(this.line, name, input)
}

async function told<Name extends RequestName>(
  line: RawLine,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const answer = await line.ask(name, input)
  if (answer && 'ok' in answer) return answer.ok
  throw new Error(`${name} was answered ${JSON.stringify(answer)}`)
}
