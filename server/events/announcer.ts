import { log } from '#server/log'
import type { Db } from '#server/storage/db'
import type { Fact } from '#shared/protocol/index'
import { listFacts, readCounter } from './queries'
import type { ReplaySource } from './replay'

const pollMs = 2_000
const pageSize = 1_000

/**
 * Tells this node's listeners every fact strictly in order of `n`, each once. Where several nodes write to one
 * database it reads what others committed before it tells what came after, and looks for more every two seconds.
 */
export class Announcer {
  #told = 0
  #waiting = new Map<number, Fact>()
  #reading: Promise<void> | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly read: Db,
    private readonly sources: ReplaySource[],
    private readonly tell: (fact: Fact) => void,
  ) {}

  /** Begins at the end of the line: what happened before is not news. */
  async start(poll: boolean): Promise<void> {
    this.#told = await readCounter(this.read)
    if (!poll) return
    this.#timer = setInterval(() => void this.#catchUp(), pollMs)
    this.#timer.unref()
  }

  /** Takes facts just committed here, in any order. */
  announce = (facts: Fact[]): void => {
    for (const fact of facts) this.#waiting.set(fact.n, fact)
    this.#flush()
    if (this.#waiting.size > 0) void this.#catchUp()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #flush(): void {
    for (let fact = this.#waiting.get(this.#told + 1); fact; fact = this.#waiting.get(this.#told + 1)) {
      this.#waiting.delete(fact.n)
      this.#told = fact.n
      this.#say(fact)
    }
  }

  #catchUp(): Promise<void> {
    this.#reading ??= this.#readMissing()
      .catch((err: unknown) => log.warn({ err }, 'Reading other nodes’ facts failed; trying again'))
      .finally(() => {
        this.#reading = null
      })
    return this.#reading
  }

  async #readMissing(): Promise<void> {
    const head = await readCounter(this.read)
    while (this.#told < head) {
      const until = Math.min(head, this.#told + pageSize)
      const lists = await Promise.all(
        [listFacts, ...this.sources].map((list) => list(this.read, null, this.#told, until, pageSize)),
      )
      for (const fact of lists.flat()) if (fact.n > this.#told) this.#waiting.set(fact.n, fact)
      const before = this.#told
      this.#flush()
      if (this.#told === before) return
    }
  }

  #say(fact: Fact): void {
    try {
      this.tell(fact)
    } catch (err) {
      log.error({ err, n: fact.n }, 'A fact could not be told')
    }
  }
}
