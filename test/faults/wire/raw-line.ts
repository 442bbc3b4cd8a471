import { WebSocket } from 'ws'
import type { Answer, InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'

/** Why a line did not come to be: refused at the door, or nobody there. */
export class NotAdmitted extends Error {
  constructor(readonly refusal: RefusalAnswer | null) {
    super(refusal ? `The door answered ${refusal.code}` : 'Nobody answered at the door')
  }
}

export type Door = 'agent' | 'visitor'

export type Hello = {
  /** Where the server is; here by its usual name unless something stands before it. */
  host?: string
  port: number
  door: Door
  /** What a visitor shows. */
  auth?: object
  /** What an agent shows. */
  cookie?: string
  /** The loopback address to come from: limits count by address. */
  from?: string
}

type Hear = {
  /** Every event but answers: its name and what it carries. */
  event?(name: string, ...data: unknown[]): void
  gone?(code: number): void
}

const patienceMs = 20_000

/**
 * A socket that speaks Engine.IO 4 and Socket.IO 5 by hand: ten thousand of them fit where the library's would not,
 * and one can be made to stop reading or to say what the library never would.
 */
export class RawLine {
  readonly hear: Hear = {}
  readonly #answers = new Map<number, (answer: Answer | null) => void>()
  #asked = 0

  private constructor(
    readonly socket: WebSocket,
    /** What every frame of its namespace names: `/agent,`. */
    readonly prefix: string,
  ) {}

  /** @throws NotAdmitted */
  static open(hello: Hello): Promise<RawLine> {
    const { host = '127.0.0.1', port, door, auth = {}, cookie, from } = hello
    const origin = `http://localhost:${port}`
    const socket = new WebSocket(`ws://${host}:${port}/socket.io/?EIO=4&transport=websocket`, {
      origin,
      headers: cookie ? { cookie } : {},
      perMessageDeflate: false,
      ...(from ? { localAddress: from } : {}),
    })
    const line = new RawLine(socket, `/${door},`)
    return new Promise((resolve, reject) => {
      const refuse = (refusal: RefusalAnswer | null) => {
        clearTimeout(timer)
        socket.terminate()
        reject(new NotAdmitted(refusal))
      }
      const timer = setTimeout(() => refuse(null), patienceMs)
      socket.on('error', () => refuse(null))
      socket.once('close', () => refuse(null))
      socket.on('message', (data) => {
        const text = String(data)
        if (text.startsWith('0')) socket.send(`40${line.prefix}${JSON.stringify(auth)}`)
        else if (text.startsWith(`40${line.prefix}`)) {
          clearTimeout(timer)
          socket.removeAllListeners('message').removeAllListeners('close')
          line.#listen()
          resolve(line)
        } else if (text.startsWith(`44${line.prefix}`))
          refuse(JSON.parse(text.slice(2 + line.prefix.length)).data ?? null)
      })
    })
  }

  /** Asks; null where the line went before the answer came. */
  ask<Name extends RequestName>(name: Name, input: InputOf<Name>): Promise<Answer<OutputOf<Name>> | null> {
    return this.say(JSON.stringify([`request`, name, input])) as Promise<Answer<OutputOf<Name>> | null>
  }

  /** Says the payload of an event as it stands and waits for its answer. */
  say(payload: string): Promise<Answer | null> {
    return new Promise((resolve) => {
      const id = this.#asked++
      this.#answers.set(id, resolve)
      this.tell(`42${this.prefix}${id}${payload}`)
    })
  }

  /** Says a whole frame as it stands. */
  tell(frame: string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame)
    else this.#leave()
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** Goes without a word. */
  drop(): void {
    this.socket.terminate()
  }

  #listen(): void {
    this.socket.on('message', (data) => this.#take(String(data)))
    this.socket.on('close', (code) => {
      this.#leave()
      this.hear.gone?.(code)
    })
  }

  #take(text: string): void {
    if (text === '2') this.tell('3')
    else if (text.startsWith('43')) {
      const start = text.indexOf('[')
      const id = Number(text.slice(2 + this.prefix.length, start))
      this.#answers.get(id)?.(JSON.parse(text.slice(start))[0])
      this.#answers.delete(id)
    } else if (text.startsWith('42') && this.hear.event) {
      const [name, ...values] = JSON.parse(text.slice(2 + this.prefix.length))
      this.hear.event(name, ...values)
    } else if (text.startsWith('41')) this.socket.terminate()
  }

  #leave(): void {
    for (const answer of this.#answers.values()) answer(null)
    this.#answers.clear()
  }
}
