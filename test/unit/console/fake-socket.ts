import type { Fact } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import { FakeLine } from './fake-line'

/** What `io()` gives: a line with events, connected when the test says so. */
export class FakeSocket extends FakeLine {
  override connected = false
  tries = 0
  readonly #listeners = new Map<string, (...told: unknown[]) => void>()

  on(event: string, listener: (...told: never[]) => void): this {
    this.#listeners.set(event, listener as (...told: unknown[]) => void)
    return this
  }

  connect(): this {
    this.tries++
    return this
  }

  disconnect(): this {
    this.connected = false
    return this
  }

  /** The server takes the connection. */
  accept(): void {
    this.connected = true
    this.#hear('connect')
  }

  /** The server refuses the handshake. */
  turnAway(refusal?: RefusalAnswer): void {
    this.#hear('connect_error', Object.assign(new Error('refused'), { data: refusal }))
  }

  /** The connection is lost, and with it every answer. */
  lose(): void {
    this.connected = false
    this.#hear('disconnect', 'transport close')
    this.forsake()
  }

  tell(fact: Fact): void {
    this.#hear('fact', fact)
  }

  signal(name: string, data: unknown): void {
    this.#hear('signal', name, data)
  }

  resync(): void {
    this.#hear('resync')
  }

  #hear(event: string, ...told: unknown[]): void {
    this.#listeners.get(event)?.(...told)
  }
}
