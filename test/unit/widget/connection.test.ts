import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, fakeSession } from './fake-server'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

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
