import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { status } from '../../../agent-console/data/connection-status'
import { discard, openOutbox, outbox, retry, send } from '../../../agent-console/data/outbox'
import { state, update } from '../../../agent-console/data/store'
import { FakeLine } from './fake-line'
import { me, message, selin, selinKnows } from './rows'

let server: FakeLine
let nobody = 0

const bodies = () => outbox.value.map(({ body }) => body)
const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** Somebody signs in; each test has agents and conversations of its own, as the outbox outlives pages. */
function signIn(id: string): void {
  update(() =>
    selinKnows({
      me: { ...me, agent: { ...selin, id } },
      threads: new Map([[c(), { messages: [], notes: [], lines: [], more: false }]]),
    }),
  )
}
const c = (name = 'c') => `${name}${nobody}`
const sent = (seq: number) => message(seq, { id: String(server.asked[0]?.input.id), conversationId: c() })

beforeEach(async () => {
  vi.useFakeTimers()
  nobody++
  server = new FakeLine().open()
  signIn(`agent ${nobody}`)
  await openOutbox(`agent ${nobody}`)
})
afterEach(() => {
  status.value = 'connecting'
  vi.useRealTimers()
})

describe('the outbox', () => {
  test('shows words at once and lets go of them when the server has them', async () => {
    await send(c(), 'Hello')
    expect(bodies()).toEqual(['Hello'])
    await turn()
    server.answer(sent(1))
    await turn()
    expect(outbox.value).toEqual([])
    expect(state.value.threads.get(c())?.messages.map(({ seq }) => seq)).toEqual([1])
  })

  test('sends one at a time, in the order they were written', async () => {
    await Promise.all([send(c(), 'one'), send(c(), 'two'), send(c(), 'three')])
    const order: unknown[] = []
    for (let seq = 1; seq <= 3; seq++) {
      await turn()
      expect(server.asked).toHaveLength(1)
      order.push(server.asked[0]?.input.body)
      server.answer(sent(seq))
    }
    await turn()
    expect(order).toEqual(['one', 'two', 'three'])
  })

  test('does not let one conversation wait for another', async () => {
    await send(c(), 'here')
    await send(c('other'), 'there')
    await turn()
    expect(server.asked.map(({ input }) => input.body)).toEqual(['here', 'there'])
  })

  test('keeps words while offline and sends them under the same id, once', async () => {
    await send(c(), 'Hello')
    await turn()
    const id = server.asked[0]?.input.id
    server.cut()
    await send(c(), 'Still there?')
    await turn(300_000)
    expect(bodies()).toEqual(['Hello', 'Still there?'])
    server = new FakeLine().open()
    await turn(60_000)
    expect(server.asked.map(({ input }) => input.id)).toEqual([id])
  })

  test('marks as failed only what will never be taken; retry and delete remain', async () => {
    await send(c(), 'Hello')
    await turn()
    server.refuse({ code: 'conversation-closed' })
    await turn()
    const [failed] = outbox.value
    expect(failed?.refused).toBe('conversation-closed')
    retry(failed?.id ?? '')
    await turn()
    expect(server.asked[0]?.input.id).toBe(failed?.id)
    server.refuse({ code: 'conversation-closed' })
    await turn()
    discard(failed?.id ?? '')
    expect(outbox.value).toEqual([])
  })

  test.each(['unexpected', 'busy', 'storage-full', 'not-signed-in'] as const)('waits through %s', async (code) => {
    await send(c(), 'Hello')
    await turn()
    server.refuse({ code })
    await turn(2_000)
    expect(outbox.value[0]?.refused).toBeNull()
    expect(server.names()).toEqual(['message:send'])
  })

  test('a message that failed does not hold back the next', async () => {
    await Promise.all([send(c(), 'one'), send(c(), 'two')])
    await turn()
    server.refuse({ code: 'message-too-long' })
    await turn()
    expect(server.asked[0]?.input.body).toBe('two')
  })

  test('never sends the words of one agent as another', async () => {
    server.cut()
    await send(c(), 'written by the first')
    signIn('somebody else')
    await openOutbox('somebody else')
    server = new FakeLine().open()
    await turn(60_000)
    expect(server.asked).toEqual([])
    expect(outbox.value).toEqual([])
    signIn(`agent ${nobody}`)
    await openOutbox(`agent ${nobody}`)
    await turn(60_000)
    expect(server.asked.map(({ input }) => input.body)).toEqual(['written by the first'])
  })
})
