import { compileFunction } from 'node:vm'
import * as socketIo from 'socket.io-client'
import type { Answer, Fact } from '#shared/protocol/index'
import type { VisitorFact } from '#shared/protocol/visits'

/** What passes between a page and the server, seen from outside the page. */
export type Wire = {
  asked(name: string, input: unknown): void
  /** @returns false to lose the answer on the way, and the line with it */
  answered(name: string, input: unknown, answer: Answer): boolean
  /** A new connection. */
  connected(): void
  /** The server says that what may be heard has changed. */
  resync(): void
  /** @returns false to lose it on the way */
  told(fact: Fact | VisitorFact): boolean
}

/** What outlives a page: the device's storage. */
export type Device = Map<string, unknown>

export type Page<Program> = {
  program: Program
  /** Somebody looks at the page again. */
  look(): void
  /** Ends everything the page does, as closing the tab does. */
  close(): void
}

type Around = { url: string; cookie?: string; device: Device; wire: Wire }

/** Loads a browser program into a page of its own: a fresh instance with its own line, storage and timers. */
export function openPage<Program>(code: string, { url, cookie, device, wire }: Around): Page<Program> {
  let isOpen = true
  const sockets: socketIo.Socket[] = []
  const intervals: NodeJS.Timeout[] = []
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const around = {
    socketIo: {
      io: (address: string, options: object) => {
        const headers = { origin: new URL(url).origin, ...(cookie ? { cookie } : {}) }
        const socket = socketIo.io(new URL(address, url).href, { ...options, forceNew: true, extraHeaders: headers })
        sockets.push(socket)
        return overhear(socket, wire)
      },
    },
    idbKeyval: {
      createStore: () => device,
      set: async (name: string, value: unknown) => void device.set(name, structuredClone(value)),
      del: async (name: string) => void device.delete(name),
      entries: async () => [...device].map((entry) => structuredClone(entry)),
    },
    indexedDB: {},
    window: new EventTarget(),
    document: page,
    location: { reload: () => {} },
    setInterval: (act: () => void, ms: number) => void intervals.push(setInterval(act, ms)),
    setTimeout: (act: () => void, ms: number) => setTimeout(() => isOpen && act(), ms),
  }
  const run = compileFunction(code, Object.keys(around))
  return {
    program: run(...Object.values(around)) as Program,
    look: () => void page.dispatchEvent(new Event('visibilitychange')),
    close: () => {
      isOpen = false
      for (const interval of intervals) clearInterval(interval)
      for (const socket of sockets) socket.disconnect()
    },
  }
}

type Ack = ((...answer: unknown[]) => void) & { withError?: boolean }

/** Listens in on a socket without changing what it does. */
function overhear(socket: socketIo.Socket, wire: Wire): socketIo.Socket {
  const emit = socket.emit.bind(socket)
  socket.emit = (event: string, ...args: unknown[]) => {
    const ack = args.at(-1) as Ack | undefined
    if (event !== 'request' || typeof ack !== 'function') return emit(event, ...args)
    const [name, input] = args as [string, unknown]
    const heard: Ack = (...answer) => {
      const last = answer.at(-1)
      if (!last || last instanceof Error || wire.answered(name, input, last as Answer)) return ack(...answer)
      socket.io.engine.close()
      // What the library tells whoever still waits for an answer when a line breaks.
      if (ack.withError) ack(new Error('socket has been disconnected'))
    }
    // The library marks an acknowledgement that wants to hear of its own lateness.
    if (ack.withError) heard.withError = true
    wire.asked(name, input)
    return emit(event, name, input, heard)
  }
  const on = socket.on.bind(socket)
  socket.on = (event: string, listener: (...told: never[]) => void) =>
    on(event, (...told: unknown[]) => {
      if (event !== 'fact' || wire.told(told[0] as Fact)) listener(...(told as never[]))
    })
  on('connect', () => wire.connected())
  on('resync', () => wire.resync())
  return socket
}
