import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountLimit } from '#shared/protocol/deals'
import { exchange } from '#shared/values/exchange'

test.each([
  [125_050, '0.0236', 'TRY', 'EUR', 2_951],
  [100, '41.2575', 'EUR', 'TRY', 4_126],
  [1, '0.5', 'TRY', 'EUR', 1],
  [1, '0.499999999', 'TRY', 'EUR', 0],
  [125_050, '1', 'TRY', 'JPY', 1_251],
  [1_250, '1', 'JPY', 'TRY', 125_000],
  [100, '0.31', 'USD', 'KWD', 310],
  [0, '999999999.999999999', 'TRY', 'EUR', 0],
])('%d at %s from %s to %s is %d', (amount, rate, from, to, is) => {
  expect(exchange(amount, rate, from, to)).toBe(is)
})

test('an amount at a rate of one is the same amount, however large', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: amountLimit }),
      (amount) => exchange(amount, '1.000', 'TRY', 'EUR') === amount,
    ),
  )
})

test('more is never worth less', () => {
  const amount = fc.integer({ min: 0, max: amountLimit })
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 1, max: 99_999 }), (a, b, rate) => {
      const at = (one: number) => exchange(one, `0.${String(rate).padStart(5, '0')}`, 'TRY', 'USD')
      return a <= b === at(a) <= at(b) || at(a) === at(b)
    }),
  )
})
