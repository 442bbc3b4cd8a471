import { describe, expect, test } from 'vitest'
import { amountsIn } from '#shared/rules/amounts-in'

const amounts = (text: string, locale = 'tr') => amountsIn(text, 'TRY', locale).map(({ amount }) => amount)

describe('[D17] amounts in a message', () => {
  test.each([
    ['Bütçemiz 96.000 TL civarında', [96_000_00]],
    ['₺1.250,50 olur mu?', [1_250_50]],
    ['20 koltuk 96 bin lira', [20_00, 96_000_00]],
    ['1,5 milyon ayırdık', [1_500_000_00]],
    ['En fazla 5000.', [5_000_00]],
    ['yok', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(amounts(text)).toEqual(expected)
  })

  test.each([
    ['about 12k for all', [12_000_00]],
    ['$1,250.50 it is', [1_250_50]],
    ['2 million', [2_000_000_00]],
    ['96.000 as they write it in Turkey', [96_000_00]],
  ])('in English: %s', (text, expected) => {
    expect(amounts(text, 'en')).toEqual(expected)
  })

  test.each([
    'Yarın 14:30 uygun',
    'tomorrow at 3pm',
    'at 10 am then',
    '12.05.2026 tarihinde',
    '%20 indirim',
    '20 % off',
    '0532 1234567890',
    'model X200',
    '1/12',
  ])('no money in %s', (text) => {
    expect(amounts(text)).toEqual([])
  })

  test('are few, and never beyond what can be counted', () => {
    expect(amounts(Array.from({ length: 50 }, (_, at) => `${at + 1} TL`).join(' '))).toHaveLength(5)
    expect(amounts('999999999999999999 TL 999999999 milyon')).toEqual([])
  })
})
