import { describe, expect, test } from 'vitest'
import { translator } from '#shared/i18n/index'

const english = {
  hello: 'Hello {name}',
  pair: '{a} and {b}, then {a} again',
  deals_one: 'one deal',
  deals_other: '{count} deals',
  total: 'Total {amount}',
} as const

const turkish = {
  hello: 'Merhaba {name}',
  pair: '{b} ile {a}, sonra yine {a}',
  deals_one: 'bir anlaşma',
  deals_other: '{count} anlaşma',
  total: 'Toplam {amount}',
} as const

const en = translator(english, 'en')
const tr = translator(turkish, 'tr')

describe('a text', () => {
  test('fills its holes', () => {
    expect(en('hello', { name: 'Ayşe' })).toBe('Hello Ayşe')
  })

  test('fills a hole as often as it occurs, in the order of the language', () => {
    expect(en('pair', { a: 'x', b: 'y' })).toBe('x and y, then x again')
    expect(tr('pair', { a: 'x', b: 'y' })).toBe('y ile x, sonra yine x')
  })

  test('leaves a hole empty when nothing is known to fill it', () => {
    expect(en('hello')).toBe('Hello ')
  })

  test('takes what people write as it is, braces and dollar signs included', () => {
    expect(en('hello', { name: '{name} $& $1' })).toBe('Hello {name} $& $1')
  })

  test('shows numbers as the language does', () => {
    expect(en('total', { amount: 1250.5 })).toBe('Total 1,250.5')
    expect(tr('total', { amount: 1250.5 })).toBe('Toplam 1.250,5')
  })
})

describe('a plural', () => {
  test.each([
    [0, '0 deals', '0 anlaşma'],
    [1, 'one deal', 'bir anlaşma'],
    [2, '2 deals', '2 anlaşma'],
    [1_000, '1,000 deals', '1.000 anlaşma'],
  ])('of %d has the form of its language', (count, inEnglish, inTurkish) => {
    expect(en('deals', { count })).toBe(inEnglish)
    expect(tr('deals', { count })).toBe(inTurkish)
  })

  test('falls back to the general form without a count', () => {
    expect(en('deals', { count: 'many' })).toBe('many deals')
  })
})
