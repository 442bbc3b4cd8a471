import { statSync } from 'node:fs'
import { Neighbour } from '../badly/neighbour'
import { pause } from '../clients/crowd'
import type { Outcome } from '../harness'

/** What the log may keep once nobody stands in its way; `journal_size_limit` in the product. */
const boundBytes = 64 * 1024 * 1024
const boundWithinMs = 10_000
const lookEveryMs = 200

/** A reader that does not let go: the log cannot begin anew behind it and grows with every commit. */
export class Starving {
  #most = 0
  #watching: NodeJS.Timeout | null = null
  #began = 0

  private constructor(
    private readonly reader: Neighbour,
    private readonly log: string,
  ) {}

  static async of(databaseFile: string): Promise<Starving> {
    return new Starving(await Neighbour.at(databaseFile), `${databaseFile}-wal`)
  }

  async begin(): Promise<void> {
    await this.reader.does('look')
    this.#began = performance.now()
    this.#watching = setInterval(() => {
      this.#most = Math.max(this.#most, statSync(this.log).size)
    }, lookEveryMs)
  }

  /** Lets go, and waits until the log is bounded again. */
  async end(): Promise<Outcome> {
    const seconds = Math.round((performance.now() - this.#began) / 1000)
    await this.reader.does('leave')
    await this.clear()
    const end = performance.now() + boundWithinMs
    while (statSync(this.log).size > boundBytes && performance.now() < end) await pause(lookEveryMs)
    const after = statSync(this.log).size
    return {
      figures: { starvedSeconds: seconds, walMbMax: megabytes(this.#most), walMbAfter: megabytes(after) },
      broken: after > boundBytes ? [`Once a reader lets go the log is at most 64 MB: ${megabytes(after)} MB`] : [],
    }
  }

  async clear(): Promise<void> {
    if (this.#watching) clearInterval(this.#watching)
    await this.reader.end()
  }
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 102.4) / 10
