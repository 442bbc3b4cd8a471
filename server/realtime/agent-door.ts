import { parse } from 'cookie'
import type { AgentCaller } from '#server/context'
import { addressKey, type Limits } from '#server/door/limits'
import { openSockets } from '#server/door/metrics'
import { bindPowers, type Ground } from '#server/door/powers'
import { pipelineScope, type Scope, siteScope } from '#server/events/audience'
import type { Fact } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { seesEverySite } from '#shared/rules/permissions'
import type { Gateway } from './gateway'
import { guarded, refuse } from './guarded'
import type { AgentNamespace, AgentSocket } from './namespaces'
import type { PresenceBook } from './presence'
import { type AgentSignals, readSignal, type Tell } from './signals'

const socketsPerAgent = 20
const recheckMs = 60_000

export type AgentDoor = {
  agents: AgentNamespace
  ground: Ground
  presence: PresenceBook
  gateway: Gateway
  limits: Limits
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
export function openAgentDoor(door: AgentDoor): () => void {
  const { agents, presence, limits } = door

  agents.use(
    guarded(async (socket: AgentSocket) => {
      await limits.take('handshake', addressKey(socket.handshake.address))
      if (!door.isSetUp()) throw new Refusal('not-set-up')
      const token = parse(socket.handshake.headers.cookie ?? '')[door.cookieName()]
      const caller = token ? await door.admit(token) : null
      if (!token || !caller) throw new Refusal('not-signed-in')
      if (presenceOf(agents, caller.id) >= socketsPerAgent) throw new Refusal('too-many', { retryAfterMs: 60_000 })
      socket.data = { caller, token }
      // Joined before anything is read, so that no fact falls between the two.
      await socket.join([...(await door.scopes(caller)), `agent:${caller.id}`, `session:${caller.sessionId}`])
    }),
  )

  agents.on('connection', (socket) => {
    const { caller } = socket.data
    openSockets.inc({ door: 'agent' })
    presence.agentArrives(caller)
    socket.on('disconnect', () => {
      openSockets.dec({ door: 'agent' })
      presence.agentLeaves(caller.id)
    })
    socket.on('request', (name, input, reply) => void answer(socket, name, input, reply))
    socket.on('signal', (name, data) => void hear(socket, name, data))
  })

  const timer = setInterval(() => void recheck(), recheckMs)
  timer.unref()
  return () => clearInterval(timer)

  function answer(socket: AgentSocket, name: unknown, input: unknown, reply: unknown) {
    const { caller } = socket.data
    const occasion = {
      caller,
      address: addressKey(socket.handshake.address),
      userAgent: socket.handshake.headers['user-agent'] ?? '',
      cookie: null,
      hear: async () => {},
    }
    const context = { caller, isSetUp: door.isSetUp(), limits, bind: bindPowers(door.ground, occasion) }
    return door.gateway(socket, context, name, input, reply)
  }

  async function hear(socket: AgentSocket, name: unknown, data: unknown): Promise<void> {
    const signal = readSignal(name, data)
    if (signal?.name !== 'agent.typing') return
    const { caller } = socket.data
    try {
      await limits.take('signal', `agent:${caller.id}`)
      await door.signals['agent.typing'](signal.data as never, { caller, read: door.ground.read, tell: door.tell })
    } catch (error) {
      if (!(error instanceof Refusal)) refuse(error, 'agent.typing')
    }
  }

  /** Rights may have changed behind an open socket. */
  async function recheck(): Promise<void> {
    for (const socket of agents.sockets.values()) {
      const fresh = await door.admit(socket.data.token).catch(() => socket.data.caller)
      if (fresh) socket.data.caller = fresh
      else socket.disconnect(true)
    }
  }
}

/** Lets agents into rooms that began to exist after they came. */
export function widen(agents: AgentNamespace, fact: Fact): void {
  if (fact.name !== 'site.added' && fact.name !== 'pipeline.created') return
  for (const socket of agents.sockets.values()) {
    const { caller } = socket.data
    if (fact.name === 'site.added' && seesEverySite(caller.role)) {
      socket.data.caller = { ...caller, siteIds: [...caller.siteIds, fact.data.site.id] }
      void socket.join(siteScope(fact.data.site.id))
    }
    if (fact.name === 'pipeline.created' && caller.permissions.has('deals.read'))
      void socket.join(pipelineScope(fact.data.pipeline.id))
  }
}

const presenceOf = (agents: AgentNamespace, id: string) => agents.adapter.rooms.get(`agent:${id}`)?.size ?? 0
