import { describe, expect, test } from 'vitest'
import { refusals as english } from '#shared/i18n/en/refusals'
import { refusals as turkish } from '#shared/i18n/tr/refusals'
import { isPassing, Refusal, type RefusalCode, refusals } from '#shared/protocol/refusals'

const codes = Object.keys(refusals) as RefusalCode[]

describe.each(codes)('the refusal %s', (code) => {
  test('has an HTTP status that says whose turn it is', () => {
    expect(refusals[code]).toBeGreaterThanOrEqual(400)
    expect(refusals[code]).toBeLessThan(600)
    expect(new Refusal(code).status).toBe(refusals[code])
  })

  test('is a whole sentence in both languages', () => {
    expect(english[code]).toMatch(/^[A-Z].*[.!?]$/)
    expect(turkish[code]).toMatch(/^[A-ZÇĞİÖŞÜ].*[.!?]$/)
    expect(turkish[code]).not.toBe(english[code])
  })

  test('is worth asking again just when time may change the answer', () => {
    const status = refusals[code]
    expect(isPassing(code)).toBe(status === 429 || status >= 500)
  })
})

describe('a refusal', () => {
  test('is an error that knows its code and what it may say', () => {
    const refusal = new Refusal('too-many', { retryAfterMs: 900 })
    expect(refusal).toBeInstanceOf(Error)
    expect(refusal).toMatchObject({ name: 'Refusal', code: 'too-many', details: { retryAfterMs: 900 }, status: 429 })
  })

  test('says nothing more unless told', () => {
    expect(new Refusal('not-found').details).toEqual({})
  })
})
