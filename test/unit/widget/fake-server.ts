import type { Answer } from '#shared/protocol/index'
import type { VisitorFact, VisitorMessage, VisitorView } from '#shared/protocol/visits'
import { systemClock } from '../../../widget/frame/delivery/clock'
import type { Auth, Clock, Entry, Hear, OpenLine, OutboxStore } from '../../../widget/frame/delivery/ports'
import { createSession } from '../../../widget/frame/session'

/** Real timers' shape with chance held still; vitest's fake timers move it. */
export const steadyClock: Clock = { ...systemClock, random: () => 0.5 }

/** A store in memory that outlives the session, as IndexedDB does. */
export function fakeStore(entries: Entry[] = []): OutboxStore & { entries: Map<string, Entry> } {
  const held = new Map(entries.map((entry) => [entry.id, entry]))
  return {
    entries: held,
    all: async () => [...held.values()],
    put: async (entry) => void held.set(entry.id, entry),
    remove: async (id) => void held.delete(id),
  }
}

export const text = (seq: number, author: 'visitor' | 'agent' = 'agent', body = `message ${seq}`): VisitorMessage => ({
  id: `id-${seq}`,
  seq,
  kind: 'text',
  author,
  agentName: author === 'agent' ? 'Selin' : null,
  body,
  sentAt: new Date(Date.UTC(2026, 10, 22, 9, 0, seq)).toISOString(),
})

/** One conversation on a server that can be made to fail, seen from the far end of a visitor's line. */
export function fakeServer() {
  const calls: { name: string; input: never }[] = []
  let hear: Hear | null = null
  let connected = false
  const server = {
    epoch: 'first',
    conversationId: null as string | null,
    messages: [] as VisitorMessage[],
    pageSize: 200,
    calls,
    auths: [] as Auth[],
    signals: [] as unknown[],
    /** Decides the next answers; undefined lets the server answer properly, null never answers. */
    instead: (_name: string, _input: never): Answer | null | undefined => undefined,
    /** Refuses whoever knocks, while set. */
    doorSays: null as ((auth: Auth) => { code: string; details?: object } | null) | null,
    /** Nobody is there. */
    down: false,

    named: (name: string) =>
      calls.filter((call) => call.name === name).map((call) => call.input as Record<string, never>),
    fact: (fact: VisitorFact) => hear?.fact(fact),
    resync: () => hear?.resync(),
    signal: (name: string, data: unknown) => hear?.signal({ name, data } as never),
    push: (message: VisitorMessage) =>
      server.fact({ name: 'message.sent', data: { conversationId: server.conversationId ?? 'talk', message } }),
    store: (...messages: VisitorMessage[]) => {
      server.conversationId ??= 'talk'
      server.messages.push(...messages)
    },
    cut: () => {
      if (!connected) return
      connected = false
      hear?.down()
    },
    view: (after: number): VisitorView => ({
      epoch: server.epoch,
      conversationId: server.conversationId,
      status: 'open',
      head: server.messages.length,
      messages: server.messages.filter(({ seq }) => seq > after).slice(0, server.pageSize),
      visitorMarks: { delivered: 0, read: 0 },
      agentMarks: { delivered: 0, read: 0 },
      agentsOnline: true,
      agentName: null,
      introduced: true,
    }),
    answer: (name: string, input: never): Answer => {
      if (name === 'visit:sync') return { ok: server.view((input as { after: number }).after) }
      if (name !== 'visit:send') return { ok: {} }
      const { id, body } = input as { id: string; body: string }
      const known = server.messages.find((message) => message.id === id)
      if (!known) server.store({ ...text(server.messages.length + 1, 'visitor', body), id })
      return { ok: { conversationId: 'talk', message: server.messages.find((message) => message.id === id) } }
    },
    open: ((auth, ears) => {
      hear = ears
      return {
        connected: () => connected,
        connect: () => {
          queueMicrotask(() => {
            const shown = auth()
            server.auths.push(shown)
            const refusal = server.doorSays?.(shown) ?? null
            if (server.down) return ears.failed(null)
            if (refusal) return ears.failed(refusal as never)
            connected = true
            ears.up()
          })
        },
        disconnect: () => server.cut(),
        request: (name, input, reply) => {
          calls.push({ name, input: input as never })
          const instead = server.instead(name, input as never)
          if (instead === null) return
          const answer = instead ?? server.answer(name, input as never)
          queueMicrotask(() => connected && reply(answer))
        },
        signal: (name, data) => void server.signals.push({ name, data }),
      }
    }) satisfies OpenLine,
  }
  return server
}

/** A session with everything it needs held in memory. */
export function fakeSession(
  server: ReturnType<typeof fakeServer>,
  { token = null as string | null, store = fakeStore(), refuseStorage = false } = {},
) {
  const heard = { sent: [] as string[], errors: [] as string[], asked: 0 }
  const device = { token }
  const session = createSession({
    site: 'site',
    locale: 'en',
    language: 'en-GB',
    openLine: server.open,
    keep: {
      read: () => device.token,
      write: (next) => {
        if (!refuseStorage) device.token = next
        return !refuseStorage
      },
    },
    store,
    clock: steadyClock,
    askBootstrap: () => {
      heard.asked++
    },
    hear: { sent: (id) => void heard.sent.push(id), error: (code) => void heard.errors.push(code) },
  })
  session.page({ url: 'https://shop.example/', title: 'Shop', referrer: '' })
  return { session, heard, device, store }
}
