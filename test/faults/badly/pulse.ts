import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** Knows how long a server left somebody waiting who only asked whether it is there. */
export class Pulse {
  private constructor(private readonly child: ChildProcess) {}

  static async of(url: string): Promise<Pulse> {
    const child = fork(new URL('./pulse-program.mjs', import.meta.url), [url], { execArgv: [] })
    await once(child, 'message')
    return new Pulse(child)
  }

  /** The longest it took since this was last asked, in milliseconds. */
  async worstMs(): Promise<number> {
    this.child.send('worst')
    const [worst] = await once(this.child, 'message')
    return Number(worst)
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL')
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')
  }
}
