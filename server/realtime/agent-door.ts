import { parse } from 'cookie'
import type { AgentCaller } from '#server/context'
import type { Limits } from '#server/door/limits'
import { cutSockets, openSockets } from '#server/door/metrics'
import { bindPowers, type Ground } from '#server/door/powers'
import type { Pressure } from '#server/door/pressure'
import { closedScope, type Scope } from '#server/events/audience'
import { Refusal } from '#shared/protocol/refusals'
import type { Gateway } from './gateway'
import { guarded, refuse } from './guarded'
import type { AgentNamespace, AgentSocket } from './namespaces'
import type { PresenceBook } from './presence'
import { type AgentSignals, readSignal, type Tell } from './signals'

const recheckMs = 60_000

export type AgentDoor = {
  agents: AgentNamespace
  ground: Ground
  presence: PresenceBook
  gateway: Gateway
  limits: Limits
  pressure: Pressure
  /** What a handshake is counted under. */
  addressOf(request: AgentSocket['request']): string
  tell: Tell
  signals: AgentSignals
  isSetUp(): boolean
  cookieName(): string
  /** The agent behind a session cookie, as they stand now. */
  admit(token: string): Promise<AgentCaller | null>
  /** What they may hear. */
  scopes(caller: AgentCaller): Promise<Scope[]>
}

/** Opens the namespace of agents: a session cookie lets in, rooms are joined by the server only. */
export function openAgentDoor(door: AgentDoor): { close(): void; readmit(agentId: string): Promise<void> } {
  const { agents, presence, limits } = door

  agents.use(
    guarded(async (socket: AgentSocket) => {
      const address = door.addressOf(socket.request)
      await limits.take('handshake', address)
      if (!door.isSetUp()) throw new Refusal('not-set-up')
      const token = parse(socket.handshake.headers.cookie ?? '')[door.cookieName()]
      const caller = token ? await door.admit(token) : null
      if (!token || !caller) throw new Refusal('not-signed-in')
      await limits.check('malformed', `agent:${caller.id}`)
      if (presenceOf(agents, caller.id) >= limits.crowd('socketsPerAgent'))
        throw new Refusal('too-many', { retryAfterMs: 60_000 })
      socket.data = { caller, token, address }
      // Joined before anything is read, so that no fact falls between the two.
      await socket.join([...(await door.scopes(caller)), ...ownRooms(caller)])
    }),
  )

  agents.on('connection', (socket) => {
    const { caller } = socket.data
    openSockets.inc({ door: 'agent' })
    presence.agentArrives(caller)
    // A session that ended while its socket was on the way in was not there to be cut.
    void renew(socket)
    socket.on('disconnect', () => {
      openSockets.dec({ door: 'agent' })
      presence.agentLeaves(caller.id)
    })
    socket.on('request', (name, input, reply) => void answer(socket, name, input, reply))
    socket.on('signal', (name, data) => void hear(socket, name, data))
  })

  const timer = setInterval(() => void recheck(), recheckMs)
  timer.unref()
  return { close: () => clearInterval(timer), readmit }

  function answer(socket: AgentSocket, name: unknown, input: unknown, reply: unknown) {
    const { caller, address } = socket.data
    const occasion = {
      caller,
      address,
      userAgent: socket.handshake.headers['user-agent'] ?? '',
      cookie: null,
      hear: async () => {},
    }
    const { pressure } = door
    const context = { caller, isSetUp: door.isSetUp(), limits, pressure, bind: bindPowers(door.ground, occasion) }
    return door.gateway(socket, context, name, input, reply)
  }

  async function hear(socket: AgentSocket, name: unknown, data: unknown): Promise<void> {
    const signal = readSignal(name, data)
    if (signal?.name !== 'agent.typing' && signal?.name !== 'deal.dragging') return
    const { caller } = socket.data
    try {
      await limits.take(signal.name === 'agent.typing' ? 'typing' : 'dragging', `agent:${caller.id}`)
      await door.signals[signal.name](signal.data as never, { caller, read: door.ground.read, tell: door.tell })
    } catch (error) {
      if (!(error instanceof Refusal)) refuse(error, signal.name)
    }
  }

  /** Rights may have changed behind an open socket without a word: on another node, or by the clock. */
  async function recheck(): Promise<void> {
    for (const socket of agents.sockets.values()) await renew(socket)
  }

  async function readmit(agentId: string): Promise<void> {
    for (const id of [...(agents.adapter.rooms.get(`agent:${agentId}`) ?? [])]) {
      const socket = agents.sockets.get(id)
      if (socket) await renew(socket)
    }
  }

  async function read(token: string) {
    const fresh = await door.admit(token)
    return { fresh, scopes: fresh ? await door.scopes(fresh) : [] }
  }

  /** Gives a socket the rights its session has now: its rooms, and a console that forgets what it may no longer know. */
  async function renew(socket: AgentSocket): Promise<void> {
    const { caller, token } = socket.data
    // Where the database cannot be asked now, the rights known last stand until the next look.
    const now = await read(token).catch((error: unknown) => void refuse(error, 'renew'))
    if (now === undefined) return
    // A fact gave or took something meanwhile: what was read may be from before it.
    if (socket.data.caller !== caller) return renew(socket)
    const { fresh, scopes } = now
    if (!fresh) {
      cutSockets.inc({ reason: 'right-gone' })
      socket.disconnect(true)
      return
    }
    socket.data.caller = fresh
    const rooms = new Set([...scopes, ...ownRooms(fresh), socket.id])
    const lost = [...socket.rooms].filter((room) => !rooms.has(room))
    const gained = [...rooms].filter((room) => !socket.rooms.has(room))
    if (lost.length === 0 && gained.length === 0 && fresh.mustSecure === caller.mustSecure) return
    for (const room of lost) await socket.leave(room)
    await socket.join(gained)
    presence.setSites(fresh.id, fresh.siteIds)
    socket.emit('resync')
  }
}

const ownRooms = ({ id, sessionId, closedPipelineIds }: AgentCaller) => [
  ...[`agent:${id}`, `session:${sessionId}`],
  ...closedPipelineIds.map(closedScope),
]

const presenceOf = (agents: AgentNamespace, id: string) => agents.adapter.rooms.get(`agent:${id}`)?.size ?? 0
