import { io, type Socket } from 'socket.io-client'
import type { Answer, Fact, InputOf, OutputOf, RequestName } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'

/** A request that was refused; tests look at its code. */
export class Refused extends Error {
  constructor(
    readonly answer: RefusalAnswer,
    name: string,
  ) {
    super(`${name} was refused: ${answer.code} ${JSON.stringify(answer.details ?? {})}`)
  }
}

/** What a client may leave out: tests name an attempt only when the attempt matters. */
type Loose<Input> = Input extends { rid: string } ? Omit<Input, 'rid'> & { rid?: string } : Input

/** A socket that asks, hears and remembers everything it heard. */
export class Line {
  readonly facts: Fact[] = []
  readonly signals: { name: string; data: unknown }[] = []
  /** Every packet's payload that came in, for tests about what must never come. */
  readonly heard: unknown[] = []

  private constructor(readonly socket: Socket) {
    socket.on('fact', (fact: Fact) => void this.facts.push(fact))
    socket.on('signal', (name: string, data: unknown) => void this.signals.push({ name, data }))
    socket.onAny((...packet) => void this.heard.push(packet))
  }

  /** Connects, or throws {@link Refused} with what the handshake was refused for. */
  static async open(
    url: string,
    options: { auth?: object; headers?: Record<string, string>; transport?: string },
  ): Promise<Line> {
    const socket = io(url, {
      transports: [options.transport ?? 'websocket'],
      forceNew: true,
      reconnection: false,
      auth: options.auth ?? {},
      extraHeaders: { origin: new URL(url).origin, ...options.headers },
    })
    const line = new Line(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', (error: Error & { data?: RefusalAnswer }) => {
        socket.close()
        reject(error.data ? new Refused(error.data, 'handshake') : error)
      })
    })
    return line
  }

  async ask<Name extends RequestName>(name: Name, input: Loose<InputOf<Name>>): Promise<OutputOf<Name>> {
    const answer = await this.raw(name, changing(name, input))
    if ('refused' in answer) throw new Refused(answer.refused, name)
    return answer.ok as OutputOf<Name>
  }

  /** Anything at all, as it is; for hostile input. */
  raw(name: unknown, input: unknown): Promise<Answer> {
    return this.socket.timeout(10_000).emitWithAck('request', name, input) as Promise<Answer>
  }

  /** Waits until a fact came that `fits`. */
  async heardFact<Name extends Fact['name']>(
    name: Name,
    fits: (fact: Fact<Name>) => boolean = () => true,
  ): Promise<Fact<Name>> {
    return until(
      () =>
        this.facts.find(
          (fact): fact is Fact<Name> & Fact => fact.name === name && fits(fact as Fact<Name>),
        ) as Fact<Name>,
      `the fact ${name}`,
    )
  }

  async heardSignal(name: string): Promise<unknown> {
    return (await until(() => this.signals.find((signal) => signal.name === name), `the signal ${name}`)).data
  }

  close(): void {
    this.socket.close()
  }
}

/** The code a request is refused with; fails when it is not refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<RefusalAnswer> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
  throw new Error('It was not refused')
}

/** Waits for something to become true; two seconds are long. */
export async function until<T>(
  look: () => T | Promise<T> | undefined | false | null,
  what: string,
  withinMs = 4_000,
): Promise<T> {
  const end = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const named = new Set<RequestName>(['message:send', 'visit:send'])

function changing(name: RequestName, input: object): object {
  return named.has(name) || 'rid' in input ? input : { rid: randomId(), ...input }
}
