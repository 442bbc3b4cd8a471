import { io } from 'socket.io-client'
import type { Answer } from '#shared/protocol/index'
import type { RefusalAnswer } from '#shared/protocol/refusals'
import type { VisitorFact } from '#shared/protocol/visits'
import type { OpenLine, ServerSignal } from './ports'

/** A line over Socket.IO to the installation at `origin`. Reconnecting and buffering stay with the session. */
export const socketLine =
  (origin: string): OpenLine =>
  (auth, hear) => {
    const socket = io(`${origin}/visitor`, {
      auth: (show) => show(auth()),
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      timeout: 10_000,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
    })
    socket.on('connect', hear.up)
    socket.on('disconnect', hear.down)
    socket.on('connect_error', (error: Error & { data?: RefusalAnswer }) => hear.failed(error.data ?? null))
    socket.on('fact', (fact: VisitorFact) => hear.fact(fact))
    socket.on('resync', hear.resync)
    socket.on('signal', (name: ServerSignal['name'], data: unknown) => hear.signal({ name, data } as ServerSignal))
    return {
      connected: () => socket.connected,
      connect: () => void socket.connect(),
      disconnect: () => void socket.disconnect(),
      request: (name, input, answer: (answer: Answer) => void) => void socket.emit('request', name, input, answer),
      // Volatile: what is true only now is worth nothing later.
      signal: (name, data) => void socket.volatile.emit('signal', name, data),
    }
  }
