import { readFileSync } from 'node:fs'

/** What the kernel holds between the two ends of a connection, and whether the server's end still stands. */
export type Between = { bytes: number; established: boolean }

const established = '01'

/** Reads by the client's port what lies between it and the server, for every connection on this machine. */
export function betweenServerAnd(serverPort: number): Map<number, Between> {
  const found = new Map<number, Between>()
  const at = (port: number) => found.get(port) ?? { bytes: 0, established: false }
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [, local, remote, state, queues] = line.trim().split(/\s+/)
      if (!local || !remote || !queues) continue
      const [sending = 0, received = 0] = queues.split(':').map((hex) => Number.parseInt(hex, 16))
      const localPort = portOf(local)
      const remotePort = portOf(remote)
      if (localPort === serverPort && remotePort !== 0) {
        const before = at(remotePort)
        found.set(remotePort, { bytes: before.bytes + sending, established: state === established })
      } else if (remotePort === serverPort) {
        const before = at(localPort)
        found.set(localPort, { ...before, bytes: before.bytes + received })
      }
    }
  }
  return found
}

const portOf = (address: string) => Number.parseInt(address.slice(address.indexOf(':') + 1), 16)
