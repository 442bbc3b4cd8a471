import { log } from '#server/log'
import type { Storage, StorageTrouble, Tx } from '#server/storage/db'
import { insideChange, type Turn, takeTurn } from '#server/storage/turn'
import type { Fact, FactName } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import type { Attempt } from './attempt'
import type { Follow } from './follows'
import { findAnswer, insertAnswer, insertFact, readCounter, savepoint, takeNumbers, writeCounter } from './queries'
import type { Recorder } from './recorder'

/** Decide, write, record. Only queries may be awaited in here: everyone else is waiting for the same connection. */
export type Work<T> = (tx: Tx, record: Recorder) => Promise<T>

/** Hears what was committed, in order of `n`; never throws. */
export type Announce = (facts: Fact[]) => void

type Pending = { fact: Omit<Fact, 'n'>; onNumber: ((n: number) => void | Promise<void>) | undefined }
type Job = {
  attempt: Attempt | null
  work: Work<unknown>
  since: number
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** A change that is not done by then is rolled back and reported: it holds up everyone. */
const timeLimitMs = 2_000
/** How long a locked database is waited for before the change is refused `busy`. */
const patienceMs = 5_000
const batchLimit = 64
/** Batches follow each other for so long before others have their turn: on a slow disk one commit is enough. */
const holdAtMostMs = 10

/** Message rows are facts themselves: they carry their number, and their body is stored once. */
const storedAsRow = new Set<FactName>(['message.sent'])

/**
 * The one way to change anything: decide, write, record the facts, commit, announce, answer.
 * On SQLite changes that arrive together share one transaction and one fsync, each in its own savepoint.
 * On PostgreSQL each is its own transaction, and the number line is taken last.
 */
export class Changes {
  #queue: Job[] = []
  #running: Promise<void> | null = null
  #closing = false

  constructor(
    private readonly storage: Storage,
    private readonly announce: Announce,
    /** What to do when the disk can no longer be trusted. */
    private readonly onBroken: (error: unknown) => void,
    private readonly now: () => string = () => new Date().toISOString(),
    /** What others do in the same transaction when something has happened. */
    private readonly follow: Follow = async () => {},
  ) {}

  /**
   * @param attempt names the client's attempt, so that asking twice changes once; null for our own doings
   * @throws Refusal when the work refuses, `rid-reused`, `busy`, `storage-full`; anything else is a bug
   */
  change<T>(attempt: Attempt | null, work: Work<T>): Promise<T> {
    if (insideChange()) return Promise.reject(new Error('A change inside a change'))
    if (this.#closing) return Promise.reject(new Refusal('busy', { retryAfterMs: 1_000 }))
    return new Promise<T>((resolve, reject) => {
      const job = { attempt, work, since: performance.now(), resolve: resolve as Job['resolve'], reject }
      if (!this.storage.groups) {
        void this.#alone(job)
        return
      }
      this.#queue.push(job)
      this.#wake()
    })
  }

  /** How many changes wait for their turn. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Finishes what has begun and refuses what comes after. */
  async close(): Promise<void> {
    this.#closing = true
    while (this.#running) await this.#running
  }

  #wake(): void {
    if (this.#running) return
    // One turn of the event loop later, so that all that arrived with the same packet batch shares the commit.
    this.#running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => this.#drain())
      .finally(() => {
        this.#running = null
        if (this.#queue.length > 0) this.#wake()
      })
  }

  async #drain(): Promise<void> {
    let since = performance.now()
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, batchLimit)
      const retry = await this.#together(batch)
      if (retry) {
        this.#queue.unshift(...batch)
        await new Promise((resolve) => setTimeout(resolve, 25))
      } else if (performance.now() - since > holdAtMostMs) {
        await new Promise((resolve) => setImmediate(resolve))
      } else continue
      since = performance.now()
    }
  }

  /** @returns true when the database was locked and the batch should be tried again */
  async #together(batch: Job[]): Promise<boolean> {
    type Done = { job: Job; value: unknown; error: unknown; failed: boolean; facts: Fact[] }
    let done: Done[] = []
    try {
      await takeTurn({ open: true }, () =>
        this.storage.transaction(async (tx) => {
          done = []
          const start = await readCounter(tx)
          let n = start
          for (const job of batch) {
            await savepoint(tx, 'savepoint')
            try {
              const ran = await this.#run(job, tx, async (count) => {
                n += count
                return n - count + 1
              })
              await savepoint(tx, 'release')
              done.push({ job, value: ran.value, error: null, failed: false, facts: ran.facts })
            } catch (error) {
              if (this.storage.trouble(error)) throw error
              await savepoint(tx, 'rollback to')
              await savepoint(tx, 'release')
              n = done.reduce((highest, { facts }) => facts.at(-1)?.n ?? highest, start)
              done.push({ job, value: undefined, error, failed: true, facts: [] })
            }
          }
          if (n !== start) await writeCounter(tx, n)
        }),
      )
    } catch (error) {
      if (this.storage.trouble(error) === 'busy' && performance.now() - (batch[0]?.since ?? 0) < patienceMs) return true
      for (const job of batch) job.reject(this.#refusalFor(error))
      return false
    }
    const facts = done.flatMap((one) => one.facts)
    if (facts.length > 0) this.announce(facts)
    for (const { job, value, error, failed } of done) failed ? job.reject(error) : job.resolve(value)
    return false
  }

  async #alone(job: Job): Promise<void> {
    try {
      const { value, facts } = await takeTurn({ open: true }, () =>
        this.storage.transaction((tx) => this.#run(job, tx, (count) => takeNumbers(tx, count))),
      )
      if (facts.length > 0) this.announce(facts)
      job.resolve(value)
    } catch (error) {
      const again = this.#troubleOf(error) === 'busy' && performance.now() - job.since < patienceMs
      if (again) setTimeout(() => void this.#alone(job), 10 + Math.random() * 40)
      else job.reject(this.#refusalFor(error))
    }
  }

  /** One change inside an open transaction: the answer it had before, or its work, its facts and their numbers. */
  async #run(
    job: Job,
    tx: Tx,
    numbers: (count: number) => Promise<number>,
  ): Promise<{ value: unknown; facts: Fact[] }> {
    const { attempt } = job
    if (attempt) {
      const known = await findAnswer(tx, attempt)
      if (known) {
        if (known.input_hash !== attempt.inputHash) throw new Refusal('rid-reused')
        return { value: JSON.parse(known.answer), facts: [] }
      }
    }
    const pending: Pending[] = []
    const at = this.now()
    const record: Recorder = (name, data, onNumber) =>
      pending.push({ fact: { name, at, data } as Omit<Fact, 'n'>, onNumber })
    const value = await within(timeLimitMs, (turn) =>
      takeTurn(turn, async () => {
        const value = await job.work(tx, record)
        // Whoever follows may record more, and that is followed too.
        for (const { fact } of pending) await this.follow(fact, { tx, record, at })
        return value
      }),
    )
    const first = pending.length > 0 ? await numbers(pending.length) : 0
    const facts: Fact[] = []
    for (const [index, { fact, onNumber }] of pending.entries()) {
      const numbered = { ...fact, n: first + index } as Fact
      await onNumber?.(numbered.n)
      if (!storedAsRow.has(numbered.name)) await insertFact(tx, numbered)
      facts.push(numbered)
    }
    if (attempt) await insertAnswer(tx, attempt, JSON.stringify(value ?? null), at)
    return { value, facts }
  }

  #troubleOf(error: unknown): StorageTrouble {
    return error instanceof Unanswered ? 'busy' : this.storage.trouble(error)
  }

  #refusalFor(error: unknown): unknown {
    switch (this.#troubleOf(error)) {
      case 'busy':
      case 'unknown-commit':
        return new Refusal('busy', { retryAfterMs: 500 })
      case 'full':
        log.error({ err: error }, 'The disk is full; changes are refused until there is space')
        return new Refusal('storage-full', { retryAfterMs: 2_000 })
      case 'broken':
        this.onBroken(error)
        return new Refusal('busy', { retryAfterMs: 2_000 })
      default:
        return error
    }
  }
}

/** Given up while the database owed an answer: a lock or a slow machine, no fault of the work. It may be asked again. */
class Unanswered extends Error {}

async function within<T>(limitMs: number, work: (turn: Turn) => Promise<T>): Promise<T> {
  const turn: Turn = { open: true }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const Late = turn.asking ? Unanswered : Error
      reject(new Late(`A change took longer than ${limitMs} ms`))
    }, limitMs)
  })
  try {
    return await Promise.race([work(turn), late])
  } finally {
    turn.open = false
    clearTimeout(timer)
  }
}
