import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { Destination } from './destination'
import type { Failed } from './outcome'

export type Dial = (addresses: readonly string[], port: number) => Socket

/**
 * Dials the very addresses that were checked: there is no second look-up that could answer otherwise. Where there are
 * several, the first that answers is taken.
 */
export const dialChecked: Dial = (addresses, port) =>
  connect({
    host: 'checked.invalid',
    port,
    autoSelectFamily: true,
    lookup: (_host, _options, answer) =>
      answer(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
  })

export type LineOptions = {
  dial: Dial
  /** Who is believed about certificates: those Node ships when absent. */
  authorities: string | undefined
  signal: AbortSignal
}

/** A line to the destination, ready to write on. Certificates are checked against the name, before anything is said. */
export async function openLine(
  { host, isAddress, port, secure }: Destination,
  addresses: readonly string[],
  { dial, authorities, signal }: LineOptions,
): Promise<Socket | Failed> {
  const socket = dial(addresses, port)
  // An error between two waits has nobody to hear it, and would end the process.
  socket.on('error', () => {})
  signal.addEventListener('abort', () => socket.destroy(), { once: true })
  if (!(await happens(socket, 'connect'))) return { failed: 'unreachable' }
  if (!secure) return socket
  const line = connectSecurely({
    socket,
    host,
    // A bare address is no server name (RFC 6066).
    servername: isAddress ? '' : host,
    ca: authorities,
    ALPNProtocols: ['http/1.1'],
    // Said aloud, so that no environment variable can say otherwise.
    rejectUnauthorized: true,
  })
  line.on('error', () => {})
  return (await happens(line, 'secureConnect')) ? line : { failed: 'untrusted' }
}

async function happens(socket: Socket, event: 'connect' | 'secureConnect'): Promise<boolean> {
  const over = new AbortController()
  // A line that is put down says only that it is closed.
  socket.once('close', () => over.abort())
  try {
    await once(socket, event, { signal: over.signal })
    return true
  } catch {
    socket.destroy()
    return false
  }
}
