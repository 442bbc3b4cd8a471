import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, fakeSession, text } from './fake-server'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const bodies = (session: ReturnType<typeof fakeSession>['session']) =>
  session.state().view.messages.map(({ body }) => body)

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
