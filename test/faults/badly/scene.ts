import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { install, newFolder } from '../../support/installed'
import { type Chance, chance } from '../clients/chance'
import { Crowd, pause } from '../clients/crowd'
import { hire, hiredAs, openPipeline } from '../clients/staff'
import { BadDisk } from '../disk/bad-disk'
import type { Trial } from '../harness'
import { Ledger } from '../oracle/ledger'
import { type Product, plant } from '../plant'
import { Program } from './program'

type Cast = {
  visitors: number
  agents: number
  pace?: readonly [number, number]
  /** How likely a live message is lost on its way to a visitor. */
  leak?: number
  /** How likely a line dies before the answer to words has come over it. */
  loss?: number
  /** Whether some tasks come due while people work; unless it is said, they do. */
  dues?: boolean
  /** Puts the data folder on a disk that misbehaves on request, with or without a mirror of what is synced. */
  disk?: 'steered' | 'mirrored'
  /** What else the server's process finds in its environment. */
  env?: Record<string, string>
}

/** An installed Parley with people on both sides, ready to be treated badly. */
export class Scene {
  /** Milliseconds each start took until it listened. */
  readonly starts: number[] = []
  #program: Program

  private constructor(
    readonly product: Product,
    readonly chance: Chance,
    readonly ledger: Ledger,
    readonly crowd: Crowd,
    readonly cookie: string,
    program: Program,
    private readonly folder: string,
    readonly disk: BadDisk | null,
  ) {
    this.#program = program
  }

  /** Installs, hires, starts and introduces everybody to everybody. */
  static async set({ seed, mutant }: Trial, { visitors, agents, disk, env, ...ways }: Cast): Promise<Scene> {
    const product = await plant(mutant)
    const folder = newFolder()
    const dataDir = join(folder, 'data')
    const { server, key, cookie } = await install(dataDir)
    const names = Array.from({ length: agents - 1 }, (_, index) => hiredAs(index + 1))
    const cookies = [cookie, ...(await hire(server.url, cookie, names))]
    await openPipeline(server.url, cookie)
    await server.stop()
    const badDisk = disk ? makeDisk(folder, dataDir, disk === 'mirrored') : null
    const program = new Program({
      main: product.main,
      port: server.port,
      dataDir,
      env: { ...env, ...badDisk?.env },
    })
    const ledger = new Ledger()
    const luck = chance(seed)
    const start = await program.start()
    const people = {
      product,
      url: program.url,
      siteKey: key,
      cookies,
      visitors,
      ledger,
      chance: luck,
      ...ways,
    }
    const scene = new Scene(product, luck, ledger, new Crowd(people), cookie, program, folder, badDisk)
    scene.starts.push(start)
    await scene.crowd.meet()
    return scene
  }

  get program(): Program {
    return this.#program
  }

  get dataDir(): string {
    return this.#program.run.dataDir
  }

  get databaseFile(): string {
    return join(this.dataDir, 'parley.sqlite')
  }

  /** Starts the server again, as it was or on other ground, and writes down how long that took. */
  async again(change: { dataDir?: string; env?: Record<string, string> } = {}): Promise<void> {
    this.#program = new Program({ ...this.#program.run, ...change })
    this.starts.push(await this.#program.start())
  }

  /**
   * Waits for the next word of the server: an answer, which a server that promised too early gives before it may, or
   * news of a message whose sender is not answered yet and will ask again.
   */
  async word(of: 'onAck' | 'onFact', withinMs = 5_000): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.ledger[of] = resolve
    })
    await Promise.race([heard, pause(withinMs)])
    this.ledger[of] = () => {}
  }

  /** Ends everybody and leaves nothing behind. */
  async clear(): Promise<void> {
    this.crowd.close()
    await this.#program.kill()
    this.disk?.close()
    this.product.remove()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function makeDisk(folder: string, dataDir: string, isMirrored: boolean): BadDisk {
  const mirror = isMirrored ? join(folder, 'mirror') : null
  if (mirror) cpSync(dataDir, mirror, { recursive: true })
  return BadDisk.build(join(folder, 'disk'), dataDir, mirror)
}
