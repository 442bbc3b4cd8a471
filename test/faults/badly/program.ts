import { type ChildProcess, fork } from 'node:child_process'

export type Run = {
  /** The server's program: the one in `dist/`, or a copy with a planted fault. */
  main: string
  port: number
  dataDir: string
  env?: Record<string, string>
}

/** How long a start may take before it counts as failed. */
const startWithinMs = 30_000

/** One life of the server: from its start to its end, however that comes. */
export class Program {
  #child: ChildProcess | null = null
  #said = ''
  #ended: Promise<number | null> = Promise.resolve(null)

  constructor(readonly run: Run) {}

  get url(): string {
    return `http://localhost:${this.run.port}`
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Whether it has begun and not ended. */
  get lives(): boolean {
    return this.#child !== null
  }

  /** What it said to people, and its errors. */
  get said(): string {
    return this.#said
  }

  /** The exit code of this life; null when a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended
  }

  /**
   * Starts it and resolves when it listens, with the milliseconds that took. Rejects with what it said when it ends
   * instead.
   */
  start(): Promise<number> {
    const { main, port, dataDir, env } = this.run
    const began = performance.now()
    const child = fork(main, [], {
      env: { ...process.env, LOG_LEVEL: 'error', LIMITS_FACTOR: '1000', ...env, PORT: String(port), DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // The loader that runs a harness from its source is none of the product's.
      execArgv: [],
    })
    this.#child = child
    // A harness that dies must not leave a server behind.
    const takeAlong = () => child.kill('SIGKILL')
    process.once('exit', takeAlong)
    const hear = (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-20_000)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        process.off('exit', takeAlong)
        this.#child = null
        resolve(code)
      })
    })
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => child.kill('SIGKILL'), startWithinMs)
      child.once('message', () => {
        clearTimeout(late)
        resolve(performance.now() - began)
      })
      child.once('exit', (code) => {
        clearTimeout(late)
        reject(new Error(`It ended with ${code} before it was ready: ${this.#said}`))
      })
    })
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** Asks it to end; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.#child?.kill('SIGTERM')
    return this.#ended
  }

  /** Holds it still between two instructions, until {@link thaw}; `kill` still ends it. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }
}
