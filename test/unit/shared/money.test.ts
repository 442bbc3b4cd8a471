import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoney, minorDigits, parseMoney } from '#shared/values/money'

describe('reading an amount', () => {
  test.each([
    // In Turkish a comma begins the decimals and a point groups thousands.
    ['1.250,50', 'TRY', 'tr', 125_050],
    ['1.250', 'TRY', 'tr', 125_000],
    ['1.234.567,89', 'TRY', 'tr', 123_456_789],
    ['0,5', 'TRY', 'tr', 50],
    ['5,', 'TRY', 'tr', 500],
    ['1250', 'TRY', 'tr', 125_000],
    ['₺1.250', 'TRY', 'tr', 125_000],
    ['1.250 ₺', 'TRY', 'tr', 125_000],
    ['1.250,50 TL', 'TRY', 'tr', 125_050],
    ['5 tl', 'TRY', 'tr', 500],
    ['try 5', 'TRY', 'tr', 500],
    // In English the other way round.
    ['1,250.50', 'USD', 'en', 125_050],
    ['1,250', 'USD', 'en', 125_000],
    ['$1,234,567', 'USD', 'en', 123_456_700],
    ['5 USD', 'USD', 'en', 500],
    ['  12  ', 'USD', 'en', 1_200],
    // Pasted from the other language, where only one reading is left.
    ['1,250.50', 'TRY', 'tr', 125_050],
    ['1.250,50', 'USD', 'en', 125_050],
    ['1.5', 'TRY', 'tr', 150],
    ['1,5', 'USD', 'en', 150],
    ['1.000.000', 'USD', 'en', 100_000_000],
    // Grouped by spaces and by apostrophes.
    ['1 250,50', 'TRY', 'tr', 125_050],
    ['1\u202f250,50', 'EUR', 'fr', 125_050],
    ["1'000.50", 'CHF', 'de', 100_050],
    ['1’000.50', 'CHF', 'de', 100_050],
    // Currencies without decimals and with three.
    ['1000', 'JPY', 'en', 1_000],
    ['1.234', 'KWD', 'en', 1_234],
    ['999999999999.99', 'USD', 'en', 99_999_999_999_999],
  ])('%s %s in %s is %d minor units', (input, currency, locale, amount) => {
    expect(parseMoney(input, currency, locale)).toBe(amount)
  })

  test.each(['', '   ', '\u00a0'])('%j is an empty field', (input) => {
    expect(parseMoney(input, 'TRY', 'tr')).toBeNull()
  })

  test.each([
    ['abc', 'USD', 'en'],
    ['-5', 'USD', 'en'],
    ['1e5', 'USD', 'en'],
    ['٥', 'USD', 'en'],
    // Three decimals, or thousands grouped as elsewhere: a guess could be wrong a thousandfold.
    ['1.250', 'USD', 'en'],
    ['1,250', 'TRY', 'tr'],
    ['0.001', 'USD', 'en'],
    ['10.5', 'JPY', 'en'],
    // Groups that nobody writes: a slip of the hand must not become an amount.
    ['1.2.3', 'USD', 'en'],
    ['1..5', 'USD', 'en'],
    ['1,2,5', 'USD', 'en'],
    ["1'5", 'USD', 'en'],
    ['1.250.5', 'USD', 'en'],
    ['1.234,567.89', 'USD', 'en'],
    ['12 5', 'TRY', 'tr'],
    // Another currency is another amount.
    ['€5', 'USD', 'en'],
    ['5 EUR', 'TRY', 'tr'],
    ['5 TL', 'EUR', 'tr'],
    ['99999999999999999', 'USD', 'en'],
  ])('%s is not an amount in %s (%s)', (input, currency, locale) => {
    expect(parseMoney(input, currency, locale)).toBeUndefined()
  })
})

describe('showing an amount', () => {
  test.each([
    [125_050, 'TRY', 'tr', '₺1.250,50'],
    [125_000, 'TRY', 'tr', '₺1.250'],
    [5, 'USD', 'en', '$0.05'],
    [0, 'USD', 'en', '$0'],
    [1_000, 'JPY', 'en', '¥1,000'],
  ])('%d minor units of %s in %s are %s', (amount, currency, locale, shown) => {
    expect(formatMoney(amount, currency, locale)).toBe(shown)
  })

  test('currencies know how many decimals they have', () => {
    expect(['TRY', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3])
  })

  test('whatever is shown is read back as the same amount', () => {
    const currency = fc.constantFrom('TRY', 'USD', 'EUR', 'GBP', 'JPY', 'KWD', 'CHF', 'SAR')
    const locale = fc.constantFrom('en', 'en-GB', 'tr', 'de', 'de-CH', 'fr')
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999 }), currency, locale, (amount, money, language) => {
        expect(parseMoney(formatMoney(amount, money, language), money, language)).toBe(amount)
      }),
    )
  })

  test('any text is an amount, an empty field or refused, and never an exception', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('tr', 'en'), (input, locale) => {
        const amount = parseMoney(input, 'TRY', locale)
        expect(amount === null || amount === undefined || (Number.isSafeInteger(amount) && amount >= 0)).toBe(true)
      }),
    )
  })
})
