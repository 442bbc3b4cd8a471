import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const library = 'libfaketimeMT.so.1'
const rereadSeconds = 1

/** Why no clock can be faked on this machine; null where one can. */
export const whyNoFakeClock = (): string | null =>
  findLibrary() ? null : 'a wrong clock is shown by libfaketime, which is missing (Debian: faketime)'

/** The wall clock of one server, set while it runs. */
export class FakeClock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-clock-'))
  readonly #file = join(this.#folder, 'clock')

  constructor() {
    this.set('+0')
  }

  /** Sets it: `+1h` and `-1d` beside the true time, `+0 x10` ten times as fast since the server began. */
  set(spec: string): void {
    writeFileSync(this.#file, `${spec}\n`)
  }

  /** What the server's process must find in its environment. Timers run by the monotonic clock, which stays true. */
  get env(): Record<string, string> {
    return { ...this.fast, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  }

  /** The same, with timers that follow the faked clock. */
  get fast(): Record<string, string> {
    return {
      LD_PRELOAD: findLibrary() ?? '',
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_CACHE_DURATION: String(rereadSeconds),
      NO_FAKE_STAT: '1',
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

function findLibrary(): string | null {
  if (process.platform !== 'linux') return null
  for (const architecture of readdirSync('/usr/lib')) {
    const folder = join('/usr/lib', architecture, 'faketime')
    try {
      if (readdirSync(folder).includes(library)) return join(folder, library)
    } catch {
      // Not every folder there is of an architecture.
    }
  }
  return null
}
