import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

type Act = 'hold' | 'look' | 'leave' | 'carry' | 'stop'

/** Another program that uses the same database file: a backup, an import, somebody's shell. */
export class Neighbour {
  private constructor(private readonly child: ChildProcess) {}

  static async at(databaseFile: string, env: Record<string, string> = {}): Promise<Neighbour> {
    const program = new URL('./neighbour-program.mjs', import.meta.url)
    const child = fork(program, [databaseFile], { env: { ...process.env, ...env }, execArgv: [] })
    await once(child, 'message')
    return new Neighbour(child)
  }

  /** Has it do something; resolves when that is done. */
  async does(act: Act, ms = 0): Promise<void> {
    this.child.send({ act, ms })
    await once(this.child, 'message')
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}
