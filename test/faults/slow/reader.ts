import type { Socket } from 'node:net'
import type { RawLine } from '../wire/raw-line'
import type { Between } from './kernel'

/** What may wait in the server for one client: rule 30 of the delivery rules. */
const packetLimit = 512
const byteLimit = 1_000_000

/** A client that stopped reading, or that reads a sip a second. */
export class SlowReader {
  /** How much was said to its room since it stopped. */
  packets = 0
  bytes = 0
  /** When more waited for it in the server than may, as far as can be told from outside. */
  exceededAt: number | null = null
  cutAt: number | null = null
  readonly #socket: Socket
  readonly #timer: NodeJS.Timeout | null

  constructor(
    readonly line: RawLine,
    readonly conversationId: string,
    sips: boolean,
  ) {
    // The library has no word for a client that stops reading.
    this.#socket = (line.socket as unknown as { _socket: Socket })._socket
    this.#socket.pause()
    this.#timer = sips ? setInterval(() => this.#sip(), 1_000) : null
  }

  get port(): number {
    return this.#socket.localPort ?? 0
  }

  said(bytes: number): void {
    this.packets++
    this.bytes += bytes
  }

  /** Compares what was said with what the kernel holds: the rest waits in the server. */
  look(between: Between | undefined, now: number): void {
    if (this.cutAt !== null) return
    if (!between?.established) {
      this.cutAt = now
      return
    }
    const waiting = this.bytes - this.#socket.bytesRead - between.bytes
    const packets = waiting / (this.bytes / this.packets || 1)
    if (waiting > byteLimit || packets > packetLimit) this.exceededAt ??= now
    else this.exceededAt = null
  }

  leave(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.line.drop()
  }

  #sip(): void {
    this.#socket.once('data', () => this.#socket.pause())
    this.#socket.resume()
  }
}
