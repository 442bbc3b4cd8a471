import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { VisitorCaller } from '#server/context'
import type { Limits } from '#server/door/limits'
import { openSockets } from '#server/door/metrics'
import { bindPowers, type Ground } from '#server/door/powers'
import type { Pressure } from '#server/door/pressure'
import { visitorRoom } from '#server/events/audience'
import type { Page } from '#shared/protocol/people'
import { Refusal } from '#shared/protocol/refusals'
import { VisitorToken } from '#shared/protocol/visits'
import { Admission } from './admission'
import type { Gateway } from './gateway'
import { guarded, refuse } from './guarded'
import type { VisitorNamespace, VisitorSocket } from './namespaces'
import type { PresenceBook } from './presence'
import { readSignal, type Tell, type VisitorSignals } from './signals'

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
  pressure: Pressure
  /** What a handshake is counted under. */
  addressOf(request: VisitorSocket['request']): string
  tell: Tell
  signals: VisitorSignals
  isSetUp(): boolean
  /** The visitor behind a token, or a newcomer whom a fresh bootstrap token lets in. */
  admit(hello: { site: string; tokenHash: string; bootstrap: string | null; userAgent: string }): Promise<VisitorCaller>
  /** The visitor behind a token, once the first message is written. */
  find(siteId: string, tokenHash: string): Promise<VisitorCaller['visitor']>
  /** The conversation a person's browsers show. */
  currentConversation(personId: string): Promise<string | null>
  /** A person, and everybody they turned out to be since. */
  namesOf(personId: string): Promise<readonly string[]>
}

export const visitorTokenRoom = (tokenHash: string): string => `token:${tokenHash}`
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Opens the namespace of visitors. It ignores cookies. */
export function openVisitorDoor(door: VisitorDoor): (tokenHash: string, room: string) => Promise<void> {
  const { visitors, presence, limits } = door
  const admission = new Admission(limits.crowd('unsynced'))
  const newcomers = new Map<string, number>()

  visitors.use(
    guarded(async (socket: VisitorSocket) => {
      const address = door.addressOf(socket.request)
      await limits.take('handshake', address)
      if (!door.isSetUp()) throw new Refusal('not-set-up')
      const hello = Handshake.safeParse(socket.handshake.auth)
      if (!hello.success) throw new Refusal('malformed')
      const tokenHash = hashOfToken(hello.data.token)
      await limits.check('malformed', `visitor:${tokenHash}`)
      const caller = await door.admit({
        site: hello.data.site,
        tokenHash,
        bootstrap: hello.data.bootstrap ?? null,
        userAgent: socket.handshake.headers['user-agent'] ?? '',
      })
      const room = visitorTokenRoom(tokenHash)
      if ((visitors.adapter.rooms.get(room)?.size ?? 0) >= limits.crowd('socketsPerVisitor'))
        throw new Refusal('too-many', { retryAfterMs: 60_000 })
      if (!caller.visitor) await welcome(address, caller.siteId)
      admission.enter(socket.id)
      socket.conn.once('close', () => admission.leave(socket.id))
      // A new connection has missed something: that it asks for it is no haste.
      await limits.forgive('visitor-sync', `visitor:${tokenHash}`)
      await socket.join([room, `team-of:${caller.siteId}`])
      // Another tab may have written the first message meanwhile; from here on this one is told, so ask once more.
      const visitor = caller.visitor ?? (await door.find(caller.siteId, tokenHash))
      const conversationId = visitor && (await door.currentConversation(visitor.personId))
      const names = visitor ? await door.namesOf(visitor.personId) : []
      socket.data = { caller: { ...caller, visitor }, names, conversationId, address }
      if (conversationId) await socket.join(visitorRoom(conversationId))
    }),
  )

  visitors.on('connection', (socket) => {
    openSockets.inc({ door: 'visitor' })
    const { caller, names, conversationId, address } = socket.data
    if (caller.visitor) presence.personArrives(names, caller.siteId, conversationId)
    else newcomers.set(address, (newcomers.get(address) ?? 0) + 1)
    socket.on('disconnect', () => {
      openSockets.dec({ door: 'visitor' })
      if (!caller.visitor) goodbye(address)
      const { visitor } = socket.data.caller
      if (visitor) presence.personLeaves(visitor.personId)
    })
    socket.on('request', (name, input, reply) => void answer(socket, name, input, reply))
    socket.on('signal', (name, data) => void hear(socket, name, data))
  })

  return follow

  /** Somebody we do not know yet: only so many from one address at once, and from all of them in an hour. */
  async function welcome(address: string, siteId: string): Promise<void> {
    if ((newcomers.get(address) ?? 0) >= limits.crowd('newcomersPerAddress'))
      throw new Refusal('too-many', { retryAfterMs: 60_000 })
    await limits.take('new-visitor', address)
    await limits.take('new-visitor-site', siteId)
  }

  function goodbye(address: string): void {
    const left = (newcomers.get(address) ?? 0) - 1
    if (left > 0) newcomers.set(address, left)
    else newcomers.delete(address)
  }

  async function answer(socket: VisitorSocket, name: unknown, input: unknown, reply: unknown): Promise<void> {
    const { caller, address } = socket.data
    const occasion = {
      caller,
      address,
      userAgent: socket.handshake.headers['user-agent'] ?? '',
      cookie: null,
      hear: (room: string) => follow(caller.tokenHash, room),
    }
    const { pressure } = door
    const context = { caller, isSetUp: door.isSetUp(), limits, pressure, bind: bindPowers(door.ground, occasion) }
    await door.gateway(socket, context, name, input, reply)
    if (name === 'visit:sync') admission.leave(socket.id)
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
      const names = await door.namesOf(visitor.personId)
      socket.data = { ...socket.data, caller: { ...caller, visitor }, names, conversationId }
      presence.personArrives(names, caller.siteId, conversationId)
    }
    here.emit('resync')
  }

  async function hear(socket: VisitorSocket, name: unknown, data: unknown): Promise<void> {
    const signal = readSignal(name, data)
    if (signal?.name !== 'visitor.typing' && signal?.name !== 'visitor.page') return
    const { caller, conversationId } = socket.data
    const about = {
      siteId: caller.siteId,
      conversationId,
      tell: door.tell,
      remember: (page: Page) => caller.visitor && presence.onPage(caller.visitor.personId, page),
    }
    try {
      await limits.take(signal.name === 'visitor.page' ? 'page' : 'typing', `visitor:${caller.tokenHash}`)
      await door.signals[signal.name](signal.data as never, about)
    } catch (error) {
      if (!(error instanceof Refusal)) refuse(error, signal.name)
    }
  }
}
