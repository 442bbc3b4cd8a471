import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { VisitorCaller } from '#server/context'
import { addressKey, type Limits } from '#server/door/limits'
import { openSockets } from '#server/door/metrics'
import { bindPowers, type Ground } from '#server/door/powers'
import { visitorRoom } from '#server/events/audience'
import type { Page } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import { VisitorToken } from '#shared/protocol/visits'
import type { Gateway } from './gateway'
import { guarded, refuse } from './guarded'
import type { VisitorNamespace, VisitorSocket } from './namespaces'
import type { PresenceBook } from './presence'
import { readSignal, type Tell, type VisitorSignals } from './signals'

const socketsPerVisitor = 5

/** What a visitor's browser shows at the door. The token is in no address and no cookie. */
const Handshake = z.object({
  site: z.string().max(64),
  token: VisitorToken,
  bootstrap: z.string().max(1000).nullish(),
})

export type VisitorDoor = {
  visitors: VisitorNamespace
  ground: Ground
  presence: PresenceBook
  gateway: Gateway
  limits: Limits
  tell: Tell
  signals: VisitorSignals
  isSetUp(): boolean
  /** The visitor behind a token, or a newcomer whom a fresh bootstrap token lets in. */
  admit(hello: { site: string; tokenHash: string; bootstrap: string | null; userAgent: string }): Promise<VisitorCaller>
  /** The visitor behind a token, once the first message is written. */
  find(siteId: string, tokenHash: string): Promise<VisitorCaller['visitor']>
  /** The conversation a person is in. */
  currentConversation(personId: string): Promise<string | null>
}

export const visitorTokenRoom = (tokenHash: string): string => `token:${tokenHash}`
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Opens the namespace of visitors. It ignores cookies. */
export function openVisitorDoor(door: VisitorDoor): (tokenHash: string, room: string) => Promise<void> {
  const { visitors, presence, limits } = door

  visitors.use(
    guarded(async (socket: VisitorSocket) => {
      const address = addressKey(socket.handshake.address)
      await limits.take('handshake', address)
      if (!door.isSetUp()) throw new Refusal('not-set-up')
      const hello = Handshake.safeParse(socket.handshake.auth)
      if (!hello.success) throw new Refusal('malformed')
      const tokenHash = hashOfToken(hello.data.token)
      const caller = await door.admit({
        site: hello.data.site,
        tokenHash,
        bootstrap: hello.data.bootstrap ?? null,
        userAgent: socket.handshake.headers['user-agent'] ?? '',
      })
      if (!caller.visitor) await limits.take('new-visitor', address)
      const room = visitorTokenRoom(tokenHash)
      if ((visitors.adapter.rooms.get(room)?.size ?? 0) >= socketsPerVisitor)
        throw new Refusal('too-many', { retryAfterMs: 60_000 })
      const conversationId = caller.visitor ? await door.currentConversation(caller.visitor.personId) : null
      socket.data = { caller, conversationId }
      await socket.join([room, `team-of:${caller.siteId}`, ...(conversationId ? [visitorRoom(conversationId)] : [])])
    }),
  )

  visitors.on('connection', (socket) => {
    openSockets.inc({ door: 'visitor' })
    const { caller, conversationId } = socket.data
    if (caller.visitor) presence.personArrives(caller.visitor.personId, caller.siteId, conversationId)
    socket.on('disconnect', () => {
      openSockets.dec({ door: 'visitor' })
      const { visitor, siteId } = socket.data.caller
      if (visitor) presence.personLeaves(visitor.personId, siteId)
    })
    socket.on('request', (name, input, reply) => void answer(socket, name, input, reply))
    socket.on('signal', (name, data) => void hear(socket, name, data))
  })

  return follow

  function answer(socket: VisitorSocket, name: unknown, input: unknown, reply: unknown) {
    const { caller } = socket.data
    const occasion = {
      caller,
      address: addressKey(socket.handshake.address),
      userAgent: socket.handshake.headers['user-agent'] ?? '',
      cookie: null,
      hear: (room: string) => follow(caller.tokenHash, room),
    }
    const context = { caller, isSetUp: door.isSetUp(), limits, bind: bindPowers(door.ground, occasion) }
    return door.gateway(socket, context, name, input, reply)
  }

  /** After the first message every tab of this visitor hears the conversation, and asks for what it missed. */
  async function follow(tokenHash: string, room: string): Promise<void> {
    const own = visitorTokenRoom(tokenHash)
    const here = visitors.in(own)
    here.socketsJoin(room)
    for (const id of visitors.adapter.rooms.get(own) ?? []) {
      const socket = visitors.sockets.get(id)
      if (!socket || socket.data.caller.visitor) continue
      const { caller } = socket.data
      const visitor = await door.find(caller.siteId, tokenHash)
      if (!visitor) continue
      const conversationId = await door.currentConversation(visitor.personId)
      socket.data = { caller: { ...caller, visitor }, conversationId }
      presence.personArrives(visitor.personId, caller.siteId, conversationId)
    }
    here.emit('resync')
  }

  async function hear(socket: VisitorSocket, name: unknown, data: unknown): Promise<void> {
    const signal = readSignal(name, data)
    if (!signal || signal.name === 'agent.typing') return
    const { caller, conversationId } = socket.data
    const about = {
      siteId: caller.siteId,
      conversationId,
      tell: door.tell,
      remember: (page: Page) => caller.visitor && presence.onPage(caller.visitor.personId, page),
    }
    try {
      await limits.take('signal', `visitor:${caller.tokenHash}`)
      await door.signals[signal.name](signal.data as never, about)
    } catch (error) {
      if (!(error instanceof Refusal)) refuse(error, signal.name)
    }
  }
}
