import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ask, RefusedError } from '../../../agent-console/data/client'
import { persist } from '../../../agent-console/data/persist'
import { FakeLine } from './fake-line'

let server: FakeLine

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeLine().open()
})
afterEach(() => {
  vi.useRealTimers()
})

const accept = () => persist(() => ask.conversation.accept({ rid: 'one rid', conversationId: 'c1' }))

describe('asking until there is an answer that stays', () => {
  test('names the request as the protocol does', async () => {
    const answer = accept()
    await vi.waitFor(() => expect(server.names()).toEqual(['conversation:accept']))
    server.answer('done')
    await expect(answer).resolves.toBe('done')
  })

  test('a line that breaks is asked again under the same rid, once it is up', async () => {
    const answer = accept()
    await vi.advanceTimersByTimeAsync(0)
    server.cut()
    await vi.advanceTimersByTimeAsync(120_000)
    const back = new FakeLine().open()
    await vi.advanceTimersByTimeAsync(0)
    expect(back.asked[0]?.input).toEqual({ rid: 'one rid', conversationId: 'c1' })
    back.answer('done')
    await expect(answer).resolves.toBe('done')
  })

  test('a refusal that passes is asked again, not before the server said', async () => {
    const answer = accept()
    await vi.advanceTimersByTimeAsync(0)
    server.refuse({ code: 'too-many', details: { retryAfterMs: 20_000 } })
    await vi.advanceTimersByTimeAsync(19_000)
    expect(server.asked).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1_500)
    server.answer('done')
    await expect(answer).resolves.toBe('done')
  })

  test.each(['already-accepted', 'unexpected', 'stale'] as const)('%s is said at once', async (code) => {
    const answer = accept()
    answer.catch(() => {})
    await vi.advanceTimersByTimeAsync(0)
    server.refuse({ code, details: { byAgentId: 'mert' } })
    await expect(answer).rejects.toThrow(RefusedError)
    await expect(answer).rejects.toMatchObject({ code, details: { byAgentId: 'mert' } })
  })
})
