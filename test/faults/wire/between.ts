import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { Relay, type ShapeOf } from './relay'

const lookEveryMs = 50
/** The server goes to this address with its port, and leaves its own to what comes between. */
export const behind = '127.0.0.2'

/** Puts a relay between everybody and the server; resolves when all have come back through it. */
export async function comeBetween(scene: Scene, shapeOf: ShapeOf): Promise<Relay> {
  const { run } = scene.program
  await scene.program.kill()
  const relay = await Relay.before({ host: behind, port: run.port }, shapeOf)
  await scene.again({ env: { ...run.env, HOST: behind } })
  const clients = clientsOf(scene)
  while (!clients.every((isLive) => isLive())) await pause(lookEveryMs)
  return relay
}

/** For each client whether it believes in its line. */
export const clientsOf = ({ crowd: { visitors, agents } }: Scene): (() => boolean)[] => [
  ...visitors.map((visitor) => () => visitor.state.connection === 'live'),
  ...agents.map((agent) => () => agent.console.status.value === 'online'),
]
