import { afterEach, describe, expect, test, vi } from 'vitest'
import { RandomId } from '#shared/protocol/define'
import { VisitorToken } from '#shared/protocol/visits'
import { randomId, randomText } from '#shared/values/random'

afterEach(() => vi.unstubAllGlobals())

describe('random text', () => {
  test.each([0, 1, 2, 3, 4, 15, 16, 17, 32, 64])('of %d bytes is those bytes in base64url', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 83 + 251) % 256)
    const getRandomValues = (array: Uint8Array) => {
      array.set(bytes)
      return array
    }
    vi.stubGlobal('crypto', { getRandomValues })
    expect(randomText(length)).toBe(Buffer.from(bytes).toString('base64url'))
  })

  test('needs nothing that only a secure context has', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(randomId()).toHaveLength(22)
  })

  test('is an id and a secret as the protocol wants them', () => {
    expect(RandomId.safeParse(randomId()).success).toBe(true)
    expect(VisitorToken.safeParse(`v1.${randomText(32)}`).success).toBe(true)
  })

  test('does not come twice', () => {
    const ids = Array.from({ length: 1_000 }, randomId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
