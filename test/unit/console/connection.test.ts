import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeSocket } from './fake-socket'
import { conversation, fact, me, person } from './rows'

const sockets = vi.hoisted(() => ({ opened: [] as unknown[] }))
vi.mock('socket.io-client', () => ({
  io: () => {
    const socket = new FakeSocket()
    sockets.opened.push(socket)
    return socket
  },
}))

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
let connection: typeof import('../../../agent-console/data/connection')
let store: typeof import('../../../agent-console/data/store')
let live: typeof import('../../../agent-console/data/live')
let socket: FakeSocket

const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const ground = (n: number, what: object = {}) => ({
  epoch: 'e1',
  n,
  me,
  installation: null,
  agents: [],
  sites: [],
  pipelines: [],
  fields: [],
  leadMapping: { version: 1, targets: {} },
  leadStatuses: [],
  leadCounts: [],
  counts: { incoming: 0, mine: 0, all: 0, n },
  onlineAgentIds: [],
  onlinePersonIds: [],
  pages: [],
  ...what,
})
const started = (n: number) =>
  fact(n, 'conversation.started', { conversation: conversation(`c${n}`), person: person(`person of c${n}`) })
const known = () => [...store.state.value.conversations.keys()]
const missed = (facts: unknown[], n: number, more = false) => ({ resync: false, facts, n, more })

beforeEach(async () => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', new EventTarget())
  vi.resetModules()
  sockets.opened = []
  connection = await import('../../../agent-console/data/connection')
  store = await import('../../../agent-console/data/store')
  live = await import('../../../agent-console/data/live')
  connection.connect()
  socket = sockets.opened[0] as FakeSocket
})
afterEach(() => {
  connection.disconnect()
  vi.useRealTimers()
})

async function online(n = 10): Promise<void> {
  socket.accept()
  await turn()
  socket.answer(ground(n))
  await turn()
}

describe('the line to the server', () => {
  test('loads once, then applies facts in their order and each once', async () => {
    await online()
    expect(connection.status.value).toBe('online')
    socket.tell(started(11))
    socket.tell(started(12))
    socket.tell(started(12))
    expect(known()).toEqual(['c11', 'c12'])
    expect(store.state.value.n).toBe(12)
    expect(store.state.value.counts.incoming).toBe(2)
  })

  test('keeps facts that come while it loads until the load is there', async () => {
    socket.accept()
    await turn()
    socket.tell(started(10))
    socket.tell(started(11))
    socket.answer(ground(10))
    await turn()
    expect(known()).toEqual(['c11'])
  })

  test('asks for what it missed, page by page, before it listens again', async () => {
    await online()
    socket.lose()
    expect(connection.status.value).toBe('offline')
    await turn(3_000)
    expect(socket.tries).toBe(2)
    socket.accept()
    await turn()
    expect(socket.asked[0]).toMatchObject({ name: 'console:sync', input: { epoch: 'e1', after: 10 } })
    socket.tell(started(14))
    socket.answer(missed([started(11)], 11, true))
    await turn()
    expect(socket.asked[0]?.input).toEqual({ epoch: 'e1', after: 11 })
    socket.answer(missed([started(12), started(13)], 13))
    await turn()
    expect(connection.status.value).toBe('offline')
    socket.answer(ground(13))
    await turn()
    expect(known()).toEqual(['c11', 'c12', 'c13', 'c14'])
    expect(connection.status.value).toBe('online')
  })

  test('after an absence asks again who is there, as nobody repeats signals', async () => {
    await online()
    socket.signal('visitor.presence', { personId: 'p1', online: true })
    expect([...live.onlinePeople.value]).toEqual(['p1'])
    socket.lose()
    await turn(3_000)
    socket.accept()
    await turn()
    socket.answer(missed([], 10))
    await turn()
    socket.answer(ground(10, { onlinePersonIds: ['p2'] }))
    await turn()
    expect([...live.onlinePeople.value]).toEqual(['p2'])
  })

  test('starts anew when what it missed is no longer kept, and re-opens what is on screen', async () => {
    const reopen = vi.fn()
    await online()
    socket.tell(started(11))
    connection.afterReload(reopen)
    socket.lose()
    await turn(3_000)
    socket.accept()
    await turn()
    socket.answer({ resync: true })
    await turn()
    socket.answer(ground(500, { epoch: 'e2' }))
    await turn()
    expect(known()).toEqual([])
    expect(store.state.value).toMatchObject({ n: 500, epoch: 'e2' })
    expect(reopen).toHaveBeenCalledOnce()
  })

  test('a resync keeps the screen until the new state is there, and none is lost under way', async () => {
    await online()
    socket.tell(started(11))
    socket.resync()
    await turn()
    socket.resync()
    expect(store.state.value.me).not.toBeNull()
    expect(known()).toEqual(['c11'])
    socket.answer(ground(12))
    await turn()
    expect(socket.names()).toEqual(['console:load'])
    socket.answer(ground(13))
    await turn()
    expect(store.state.value.n).toBe(13)
  })

  test('compares the number line every minute while somebody looks', async () => {
    await online()
    await turn(61_000)
    expect(socket.names()).toEqual(['console:sync'])
    page.visibilityState = 'hidden'
    socket.answer(missed([], 10))
    await turn(180_000)
    expect(socket.names()).toEqual([])
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    await turn()
    expect(socket.names()).toEqual(['console:sync'])
  })

  test('comes back later and later, and within the time a restarting server asked for', async () => {
    await online()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    socket.signal('drain', { spreadMs: 10_000 })
    socket.lose()
    await turn(4_900)
    expect(socket.tries).toBe(1)
    await turn(200)
    expect(socket.tries).toBe(2)
    for (const waitMs of [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = socket.tries
      socket.turnAway()
      await turn(waitMs - 100)
      expect(socket.tries).toBe(before)
      await turn(200)
      expect(socket.tries).toBe(before + 1)
    }
  })

  test('does not come back before a refused handshake allows it', async () => {
    socket.turnAway({ code: 'too-many', details: { retryAfterMs: 60_000 } })
    await turn(59_000)
    expect(socket.tries).toBe(1)
    await turn(1_100)
    expect(socket.tries).toBe(2)
  })

  test('a session that ended shows the sign-in and forgets everything', async () => {
    await online()
    socket.tell(started(11))
    socket.lose()
    await turn(3_000)
    socket.turnAway({ code: 'not-signed-in' })
    expect(connection.status.value).toBe('signed-out')
    expect(known()).toEqual([])
    await turn(60_000)
    expect(socket.tries).toBe(2)
  })

  test('an installation that is not set up is not knocked at again and again', async () => {
    socket.turnAway({ code: 'not-set-up' })
    await turn(120_000)
    expect(connection.status.value).toBe('not-set-up')
    expect(socket.tries).toBe(1)
  })
})
