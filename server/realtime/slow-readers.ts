import type { Server } from 'socket.io'
import { cutSockets } from '#server/door/metrics'
import { log } from '#server/log'

const checkMs = 5_000
/** Packets that may wait for a client that does not read; beyond it the client is cut and comes back by pages. */
const packetLimit = 512

/** Cuts clients that stopped reading: what waits for them would otherwise grow without end. */
export function watchSlowReaders(io: Server): () => void {
  let suspects = new Set<string>()
  const timer = setInterval(() => {
    const slow = new Set<string>()
    for (const [id, client] of clientsOf(io)) {
      if (client.writeBuffer.length <= packetLimit) continue
      if (suspects.has(id)) {
        log.warn({ socket: id, waiting: client.writeBuffer.length }, 'A client stopped reading and was cut')
        cutSockets.inc({ reason: 'slow' })
        client.close(true)
      } else slow.add(id)
    }
    suspects = slow
  }, checkMs)
  timer.unref()
  return () => clearInterval(timer)
}

// Engine.IO keeps its clients and what waits for them to itself; there is no public way to see either.
const clientsOf = (io: Server) =>
  Object.entries((io.engine as unknown as { clients: Record<string, EngineClient> }).clients)

type EngineClient = { writeBuffer: unknown[]; close(discard: boolean): void }
