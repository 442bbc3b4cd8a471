import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Pipe } from './pipe'
import { goodLine, type Shape } from './shape'

/** How bad the line of the how-manieth WebSocket is, by who opens it. */
export type ShapeOf = (index: number, who: 'agent' | 'visitor') => Shape

/** One connection through the relay, and its two ends. */
export type Connection = {
  shape: Shape
  /** Known by its first bytes. */
  isWebSocket: boolean
  /** From here on nothing passes either way, not even an end. */
  silence(): void
  /** When the server gave it up; null while it holds it. */
  leftAt: number | null
}

/** Stands before a server under its own port, on another address, and makes the lines to it bad. */
export class Relay {
  readonly connections: Connection[] = []
  readonly #sockets = new Set<Socket>()
  #isShut = false

  private constructor(
    private readonly server: Server,
    private readonly shapeOf: ShapeOf,
    private readonly target: { host: string; port: number },
  ) {
    server.on('connection', (near) => this.#join(near))
  }

  static async before(target: { host: string; port: number }, shapeOf: ShapeOf): Promise<Relay> {
    const server = createServer()
    server.listen(target.port, '127.0.0.1')
    await once(server, 'listening')
    return new Relay(server, shapeOf, target)
  }

  /** WebSockets that are open at both ends and can be heard. */
  get open(): Connection[] {
    return this.connections.filter(({ isWebSocket, leftAt }) => isWebSocket && leftAt === null)
  }

  /** Cuts everybody and lets nobody through, until it opens again. */
  shut(isShut: boolean): void {
    this.#isShut = isShut
    if (isShut) for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  async #join(near: Socket): Promise<void> {
    near.on('error', () => {})
    if (this.#isShut) return void near.destroy()
    const first: Buffer | null = await new Promise((resolve) => {
      near.once('data', resolve).once('close', () => resolve(null))
    })
    if (!first) return
    near.pause()
    const head = first.toString('latin1')
    const isWebSocket = /^upgrade: websocket/im.test(head)
    const before = this.connections.filter((one) => one.isWebSocket).length
    const shape = isWebSocket ? this.shapeOf(before, /^cookie:/im.test(head) ? 'agent' : 'visitor') : goodLine
    const far = connect(this.target)
    far.on('error', () => {})
    let isSilent = false
    const connection: Connection = {
      ...{ shape, isWebSocket, leftAt: null },
      silence: () => {
        isSilent = true
        for (const pipe of [there, back]) pipe.silence()
      },
    }
    const there = new Pipe(near, far, shape)
    const back = new Pipe(far, near, shape)
    there.push(first)
    for (const socket of [near, far]) {
      this.#sockets.add(socket.setNoDelay())
      socket.on('close', () => {
        this.#sockets.delete(socket)
        if (socket === far) connection.leftAt ??= performance.now()
        if (!isSilent) for (const pipe of [there, back]) pipe.end()
      })
    }
    this.connections.push(connection)
    near.resume()
  }
}
