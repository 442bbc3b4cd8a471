import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { isOwnOrigin } from './origins'

/** Opens Socket.IO on an HTTP server. Every figure is a rule of docs/PROTOCOL.md. */
export function openSockets(http: HttpServer, ownOrigins: () => readonly string[], mostSockets: number): Server {
  const io: Server = new Server(http, {
    transports: ['websocket', 'polling'],
    pingInterval: 10_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    maxHttpBufferSize: 64 * 1024,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    allowEIO3: false,
    // `cors` would not protect WebSockets: each handshake is checked here.
    allowRequest: (req, decide) =>
      decide(null, isOwnOrigin(req.headers, ownOrigins()) && io.engine.clientsCount < mostSockets),
  })
  return io
}

/** Tells everybody to come back later, then closes their sockets in slices so that they do not all return at once. */
export async function drain(io: Server, spreadMs: number, slices = 20): Promise<void> {
  io.of('/agent').emit('signal', 'drain', { spreadMs })
  io.of('/visitor').emit('signal', 'drain', { spreadMs })
  const sockets = [...io.of('/agent').sockets.values(), ...io.of('/visitor').sockets.values()]
  const size = Math.ceil(sockets.length / slices)
  for (let at = 0; at < sockets.length; at += size) {
    for (const socket of sockets.slice(at, at + size)) socket.disconnect(true)
    await new Promise((resolve) => setTimeout(resolve, Math.min(spreadMs / slices, 250)))
  }
}
