import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

/** A Parley in a process of its own, as `npm start` runs it: it can be killed at any moment. */
export class ServerProcess {
  #child: ChildProcess | null = null
  #output = ''

  constructor(
    readonly port: number,
    private readonly dataDir: string,
    private readonly env: Record<string, string> = {},
  ) {}

  static async on(dataDir: string, env: Record<string, string> = {}): Promise<ServerProcess> {
    return new ServerProcess(await freePort(), dataDir, env)
  }

  /** The same installation with other settings; start it after this one has ended. */
  under(env: Record<string, string>): ServerProcess {
    return new ServerProcess(this.port, this.dataDir, env)
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** What it said, for the set-up link and for messages to people. */
  get output(): string {
    return this.#output
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Starts it; resolves when it listens, rejects with what it said when it ends instead. */
  start(): Promise<void> {
    const env = { ...process.env, LOG_LEVEL: 'error', ...this.env, PORT: String(this.port), DATA_DIR: this.dataDir }
    const child = fork(resolve('dist/server/main.js'), [], {
      env,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    const hear = (chunk: Buffer) => {
      this.#output += chunk
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    return new Promise((ready, failed) => {
      child.once('message', () => ready())
      child.once('exit', (code) => failed(new Error(`It ended with ${code}: ${this.#output}`)))
    })
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Asks it to end; resolves with its exit code. */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null) return Promise.resolve(child?.exitCode ?? null)
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code))
      child.kill(signal)
    })
  }
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
