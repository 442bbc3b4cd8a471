import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '../../../widget/frame/delivery/ports'
import { fakeServer, fakeSession, fakeStore } from './fake-server'

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
