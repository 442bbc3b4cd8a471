import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '../../../widget/frame/delivery/ports'
import { fakeServer, fakeSession, fakeStore, text } from './fake-server'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const bodies = (session: ReturnType<typeof fakeSession>['session']) =>
  session.state().view.messages.map(({ body }) => body)

describe('sending', () => {
  it('goes out one at a time, in the order written (rule 3)', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    for (const word of ['one', 'two', 'three']) void session.send(word)
    await settle()
    expect(server.named('visit:send').map(({ body }) => body)).toEqual(['one', 'two', 'three'])
    expect(bodies(session)).toEqual(['one', 'two', 'three'])
    expect(session.state().pending).toEqual([])
  })

  it('asks again with the same id when no answer came, 10 s and then 1, 2, 4 s later (rule 4)', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    server.instead = (name) => (name === 'visit:send' ? null : undefined)
    void session.send('hello')
    await settle()
    const tries = () => server.named('visit:send').length
    expect(tries()).toBe(1)
    await settle(10_999)
    expect(tries()).toBe(1)
    await settle(1)
    expect(tries()).toBe(2)
    await settle(11_999)
    expect(tries()).toBe(2)
    await settle(1)
    expect(tries()).toBe(3)
    server.instead = () => undefined
    await settle(14_000)
    expect(new Set(server.named('visit:send').map(({ id }) => id)).size).toBe(1)
    expect(bodies(session)).toEqual(['hello'])
  })

  it('is not doubled when the answer was lost after the server stored it', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    server.instead = (name, input) => {
      if (name !== 'visit:send') return undefined
      server.answer(name, input)
      return null
    }
    void session.send('hello')
    await settle()
    server.cut()
    server.instead = () => undefined
    await settle(2000)
    expect(bodies(session)).toEqual(['hello'])
    expect(session.state().pending).toEqual([])
  })

  it('waits as long as the server asks, and never gives up on what passes', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    server.instead = (name) =>
      name === 'visit:send' ? { refused: { code: 'busy', details: { retryAfterMs: 7000 } } } : undefined
    void session.send('hello')
    await settle(6999)
    expect(server.named('visit:send')).toHaveLength(1)
    await settle(1)
    expect(server.named('visit:send')).toHaveLength(2)
    await settle(3_600_000)
    expect(session.state().pending[0]?.state).toBe('sending')
    server.instead = () => undefined
    await settle(60_000)
    expect(bodies(session)).toEqual(['hello'])
  })

  it('fails only for good, keeps the words, and can be retried or deleted', async () => {
    const server = fakeServer()
    const { session, heard, store } = fakeSession(server)
    session.start()
    await settle()
    server.instead = (name) => (name === 'visit:send' ? { refused: { code: 'malformed' } } : undefined)
    void session.send('one')
    void session.send('two')
    await settle()
    expect(session.state().pending.map(({ state }) => state)).toEqual(['failed', 'failed'])
    expect(heard.errors).toEqual(['malformed', 'malformed'])
    expect(store.entries.size).toBe(2)
    server.instead = () => undefined
    const [one, two] = session.state().pending.map(({ id }) => id)
    session.retry(one ?? '')
    session.discard(two ?? '')
    await settle()
    expect(bodies(session)).toEqual(['one'])
    expect(session.state().pending).toEqual([])
    expect(store.entries.size).toBe(0)
  })

  it('refuses what is empty, too long, or one too many; nothing is sent then', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    expect(await session.send('  \n ')).toBe('empty')
    expect(await session.send('x'.repeat(4001))).toBe('too-long')
    for (let count = 0; count < 200; count++) expect(await session.send(`${count}`)).toBe('ok')
    expect(await session.send('one too many')).toBe('full')
  })

  it('waits for the connection and the sync, with the bubble shown at once', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    server.down = true
    session.start()
    void session.send('hello')
    await settle(5000)
    expect(session.state().pending.map(({ state }) => state)).toEqual(['sending'])
    expect(server.calls).toEqual([])
    server.down = false
    await settle(30_000)
    expect(server.calls.map(({ name }) => name).slice(0, 2)).toEqual(['visit:sync', 'visit:send'])
  })
})

describe('storage', () => {
  it('is untouched until the visitor writes', async () => {
    const server = fakeServer()
    const { session, device, store } = fakeSession(server)
    session.start()
    await settle(60_000)
    expect(device.token).toBeNull()
    expect(store.entries.size).toBe(0)
    expect(session.state().kept).toBeNull()
    void session.send('hello')
    await settle()
    expect(device.token).toMatch(/^v1\.[A-Za-z0-9_-]{43}$/)
    expect(session.state().kept).toBe(true)
  })

  it('that is refused leaves a conversation that lives with the tab, and says so', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server, { refuseStorage: true })
    session.start()
    void session.send('hello')
    await settle()
    expect(session.state().kept).toBe(false)
    expect(bodies(session)).toEqual(['hello'])
  })

  it('holds what an earlier page could not send; the next page sends it with the same id', async () => {
    const entry: Entry = {
      id: 'left-behind',
      body: 'from before',
      page: { url: '', title: '', referrer: '' },
      language: 'en',
      at: 1,
      visitor: 'a'.repeat(12),
    }
    const store = fakeStore([entry, { ...entry, id: 'stranger', visitor: 'b'.repeat(12) }])
    const server = fakeServer()
    const { session } = fakeSession(server, { token: `v1.${'a'.repeat(43)}`, store })
    session.start()
    await settle()
    expect(server.named('visit:send').map(({ id }) => id)).toEqual(['left-behind'])
    expect(bodies(session)).toEqual(['from before'])
    expect(store.entries.size).toBe(0)
  })
})

describe('receiving', () => {
  const live = async (count = 2) => {
    const server = fakeServer()
    server.store(...Array.from({ length: count }, (_, index) => text(index + 1)))
    const made = fakeSession(server, { token: `v1.${'a'.repeat(43)}` })
    made.session.start()
    await settle()
    return { server, ...made }
  }

  it('holds live facts back until the first sync is answered (rule 13)', async () => {
    const server = fakeServer()
    server.store(text(1))
    const { session } = fakeSession(server)
    server.instead = (name) => (name === 'visit:sync' ? null : undefined)
    session.start()
    await settle()
    server.push(text(1))
    server.push(text(2))
    expect(session.state().view.messages).toEqual([])
    server.store(text(2))
    server.instead = () => undefined
    await settle(20_000)
    expect(session.state().view.last).toBe(2)
  })

  it('fills a gap by a sync before anything beyond it is shown (rule 12)', async () => {
    const { server, session } = await live()
    server.store(text(3), text(4))
    server.push(text(4))
    expect(session.state().view.last).toBe(2)
    await settle()
    expect(session.state().view.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  it('asks page by page until nothing is missing', async () => {
    const { server, session } = await live(0)
    server.pageSize = 2
    server.store(...Array.from({ length: 7 }, (_, index) => text(index + 1)))
    session.wake()
    await settle()
    expect(session.state().view.last).toBe(7)
    expect(server.named('visit:sync').map(({ after }) => after)).toEqual([0, 0, 2, 4, 6])
  })

  it('loads anew and sends its outbox again when the server was restored (rule 13)', async () => {
    const { server, session } = await live()
    void session.send('kept by the backup?')
    await settle()
    server.cut()
    server.epoch = 'restored'
    server.messages.splice(1)
    void session.send('written meanwhile')
    await settle(5000)
    expect(bodies(session)).toEqual(['message 1', 'written meanwhile'])
  })

  it('takes acknowledgement and push in either order and shows one bubble (rule 17)', async () => {
    const { server, session } = await live()
    server.instead = (name, input) => {
      if (name !== 'visit:send') return undefined
      const answer = server.answer(name, input)
      const stored = server.messages.at(-1)
      if (stored) server.push(stored)
      return answer
    }
    void session.send('hello')
    await settle()
    expect(bodies(session)).toEqual(['message 1', 'message 2', 'hello'])
    expect(session.state().pending).toEqual([])
  })

  it('says marks at most once a second, the newest only, and read only what was seen (rule 20)', async () => {
    const { server, session } = await live()
    await settle(1000)
    session.seen(1)
    session.seen(2)
    await settle(5000)
    expect(server.named('visit:mark')).toEqual([
      { delivered: 2, read: 0 },
      { delivered: 2, read: 1 },
      { delivered: 2, read: 2 },
    ])
  })

  it('shows that an agent writes for 6 s, and no longer than until the words are there', async () => {
    const { server, session } = await live()
    const typing = { conversationId: 'talk', agentId: 'x', agentName: 'Selin', typing: true }
    server.signal('agent.typing', typing)
    expect(session.state().typing).toBe('Selin')
    await settle(6000)
    expect(session.state().typing).toBeNull()
    server.signal('agent.typing', typing)
    server.store(text(3))
    server.push(text(3))
    expect(session.state().typing).toBeNull()
  })

  it('tells that the visitor writes at most every 3 s', async () => {
    const { server, session } = await live()
    const said = () => server.signals.filter((signal) => (signal as { name: string }).name === 'visitor.typing').length
    for (let second = 0; second < 9; second++) {
      session.typing(true)
      await settle(1000)
    }
    expect(said()).toBe(3)
    session.typing(false)
    session.typing(false)
    expect(said()).toBe(4)
  })
})

describe('the connection', () => {
  it('comes back by itself, at first within 2 s, then ever more slowly (rule 26)', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    server.down = true
    server.cut()
    expect(session.state().connection).toBe('trying')
    const knocks = () => server.auths.length
    await settle(1000)
    expect(knocks()).toBe(2)
    await settle(1999)
    expect(knocks()).toBe(2)
    await settle(1)
    expect(knocks()).toBe(3)
    await settle(600_000)
    expect(knocks()).toBeGreaterThan(20)
    server.down = false
    session.wake()
    await settle()
    expect(session.state().connection).toBe('live')
  })

  it('spreads its return as the server hints before a restart', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.start()
    await settle()
    server.signal('drain', { spreadMs: 20_000 })
    server.cut()
    await settle(9999)
    expect(server.auths).toHaveLength(1)
    await settle(1)
    expect(server.auths).toHaveLength(2)
  })

  it('asks for a fresh bootstrap token when the door wants one, and goes on with it at once', async () => {
    const server = fakeServer()
    server.doorSays = (auth) => (auth.bootstrap === 'fresh' ? null : { code: 'origin-refused' })
    const { session, heard } = fakeSession(server)
    session.bootstrap('stale')
    session.start()
    await settle()
    expect(heard.asked).toBe(1)
    session.bootstrap('fresh')
    await settle()
    expect(session.state().connection).toBe('live')
    expect(new Set(server.auths.map(({ token }) => token)).size).toBe(1)
  })

  it('leaves a line that does not answer and tries another', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    server.instead = () => null
    session.start()
    await settle(10_000)
    server.instead = () => undefined
    await settle(10_000)
    expect(server.auths.length).toBeGreaterThan(1)
    expect(session.state().connection).toBe('live')
  })

  it('describes the visitor once the server knows one, and again only after a change', async () => {
    const server = fakeServer()
    const { session } = fakeSession(server)
    session.describe({ plan: 'pro' })
    session.start()
    await settle()
    expect(server.named('visit:describe')).toEqual([])
    void session.send('hello')
    await settle()
    expect(server.named('visit:send')[0]?.attributes).toEqual({ plan: 'pro' })
    session.wake()
    await settle()
    expect(server.named('visit:describe')).toEqual([])
    session.describe({ plan: 'free' })
    await settle()
    expect(server.named('visit:describe')).toEqual([{ attributes: { plan: 'free' } }])
  })
})
