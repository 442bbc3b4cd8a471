import type { Socket } from 'node:net'
import type { Shape } from './shape'

/** A thin line carries no more than this at once. */
const pieceBytes = 512
/** What may be on its way before the sender is held up. */
const onTheWayBytes = 4_096

/** One direction of a line: what comes in at one end goes out at the other, later and slower. */
export class Pipe {
  #queue: { due: number; piece: Buffer }[] = []
  #queued = 0
  #freeAt = 0
  #timer: NodeJS.Timeout | null = null
  #isEnding = false
  #isSilent = false

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly shape: Shape,
  ) {
    from.on('data', (chunk: Buffer) => this.push(chunk))
  }

  push(chunk: Buffer): void {
    if (this.#isSilent) return
    const { delayMs, bytesPerSecond } = this.shape
    if (delayMs === 0 && bytesPerSecond === Number.POSITIVE_INFINITY) {
      this.to.write(chunk)
      return
    }
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      this.#freeAt = Math.max(this.#freeAt, performance.now()) + (piece.length / bytesPerSecond) * 1_000
      this.#queue.push({ due: this.#freeAt + delayMs, piece })
      this.#queued += piece.length
    }
    if (bytesPerSecond < Number.POSITIVE_INFINITY && this.#queued > onTheWayBytes) this.from.pause()
    this.#carry()
  }

  /** Lets nothing more out, and swallows what still comes. */
  silence(): void {
    this.#isSilent = true
    this.#queue = []
    this.from.resume()
  }

  /** Hangs up once all that is on its way has come out. */
  end(): void {
    this.#isEnding = true
    this.#carry()
  }

  #carry(): void {
    if (this.#timer) return
    const now = performance.now()
    while (this.#queue[0] && this.#queue[0].due <= now) {
      const { piece } = this.#queue.shift() as { piece: Buffer }
      this.#queued -= piece.length
      this.to.write(piece)
    }
    if (this.from.isPaused() && this.#queued <= onTheWayBytes) this.from.resume()
    const next = this.#queue[0]
    if (next)
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.#carry()
      }, next.due - now)
    else if (this.#isEnding && !this.#isSilent) this.to.destroy()
  }
}
