import type { Socket } from 'socket.io-client'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import { line } from '../../../agent-console/data/client'
import { status } from '../../../agent-console/data/connection-status'

type Asked = { name: string; input: Record<string, unknown>; answer: (value: unknown) => void }

/** A line to a server that answers when the test says so. */
export class FakeLine {
  connected = true
  readonly asked: Asked[] = []
  readonly #lost: Array<() => void> = []

  /** Makes this the line requests go through. */
  open(): this {
    this.connected = true
    line.value = this as unknown as Socket
    status.value = 'online'
    return this
  }

  /** The line breaks: what was asked and not answered is never answered. */
  cut(): void {
    this.connected = false
    line.value = null
    status.value = 'offline'
    this.forsake()
  }

  /** Nothing that was asked will be answered any more. */
  protected forsake(): void {
    this.asked.length = 0
    for (const lose of this.#lost.splice(0)) lose()
  }

  timeout(): this {
    return this
  }

  emitWithAck(_event: string, name: string, input: Record<string, unknown>): Promise<unknown> {
    return new Promise((answer, reject) => {
      this.asked.push({ name, input, answer })
      this.#lost.push(() => reject(new Error('cut')))
    })
  }

  /** Answers the oldest open request with a value. */
  answer(value: unknown): void {
    this.asked.shift()?.answer({ ok: value })
  }

  /** Refuses the oldest open request. */
  refuse(refused: RefusalAnswer): void {
    this.asked.shift()?.answer({ refused })
  }

  names(): string[] {
    return this.asked.map(({ name }) => name)
  }
}
