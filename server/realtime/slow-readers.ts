import type { Server } from 'socket.io'
import { log } from '#server/log'

const checkMs = 1_000
/** What may wait for one client: a burst on a thin line is more than that only for moments. */
const packetLimit = 512
const byteLimit = 1_000_000
const patienceMs = 5_000
/** What may wait for all together of whom more than a little waits; beyond it the worst are cut without patience. */
const little = 128_000
const togetherLimit = 6_000_000

type Waiting = { id: string; client: EngineClient; packets: number; bytes: number }

/**
 * Cuts clients that stopped reading: what waits for them would otherwise grow without end. They come back by pages
 * and miss nothing.
 */
export function watchSlowReaders(io: Server): () => void {
  io.engine.on('connection', endWithLine)
  let suspects = new Map<string, number>()
  const timer = setInterval(() => {
    const now = performance.now()
    const behind = clientsOf(io)
      .map(waitingFor)
      .filter(({ packets, bytes }) => packets > packetLimit || bytes > little)
    const since = new Map(behind.filter(isTooMuch).map(({ id }) => [id, suspects.get(id) ?? now]))
    let together = behind.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const waiting of behind.sort((a, b) => b.bytes - a.bytes)) {
      if (now - (since.get(waiting.id) ?? now) < patienceMs && together <= togetherLimit) continue
      together -= waiting.bytes
      since.delete(waiting.id)
      cut(waiting)
    }
    suspects = since
  }, checkMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    io.engine.off('connection', endWithLine)
  }
}

const isTooMuch = ({ packets, bytes }: Waiting) => packets > packetLimit || bytes > byteLimit

function waitingFor([id, client]: [string, EngineClient]): Waiting {
  const queued = client.writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  return {
    id,
    client,
    packets: client.writeBuffer.length,
    bytes: queued + (client.transport.socket?.bufferedAmount ?? 0),
  }
}

/** Who no longer answers pings reads no goodbye either: it would be kept for them for half a minute. */
function endWithLine(client: EngineClient): void {
  client.once('close', (reason) => reason === 'ping timeout' && client.transport.socket?.terminate())
}

function cut({ id, client, packets, bytes }: Waiting): void {
  log.warn({ socket: id, packets, bytes }, 'A client stopped reading and was cut')
  client.close(true)
  // A goodbye would wait behind everything that is not read, and hold it for half a minute.
  client.transport.socket?.terminate()
}

// Engine.IO keeps its clients and what waits for them to itself; there is no public way to see either.
const clientsOf = (io: Server) =>
  Object.entries((io.engine as unknown as { clients: Record<string, EngineClient> }).clients)

type EngineClient = {
  writeBuffer: { data?: string | Buffer }[]
  /** The WebSocket, where the line is one. */
  transport: { socket?: { bufferedAmount: number; terminate(): void } }
  close(discard: boolean): void
  once(event: 'close', listener: (reason: string) => void): void
}
