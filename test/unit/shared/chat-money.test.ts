import { describe, expect, test } from 'vitest'
import { bandOf, beginningAfter, beginningOf, replyBands, secondsUntil } from '#shared/rules/chat-money'

describe('how soon the first answer came', () => {
  test.each([
    [0, '1'],
    [59, '1'],
    [60, '5'],
    [299, '5'],
    [300, '15'],
    [899, '15'],
    [900, '60'],
    [3_599, '60'],
    [3_600, 'longer'],
    [null, null],
  ])('%s seconds are the band %s', (seconds, band) => {
    expect(bandOf(seconds)).toBe(band)
  })

  test('the quickest band stands first, and the last one has no end', () => {
    const ends = replyBands.map(({ until }) => until)
    expect(ends.at(-1)).toBeNull()
    expect(ends.slice(0, -1)).toEqual(ends.slice(0, -1).toSorted((a, b) => Number(a) - Number(b)))
  })

  test('a clock that was set back makes nobody answer before they were asked', () => {
    expect(secondsUntil('2026-11-01T09:00:00.000Z', '2026-11-01T08:59:00.000Z')).toBe(0)
    expect(secondsUntil('2026-11-01T09:00:00.000Z', '2026-11-01T09:00:59.999Z')).toBe(59)
  })
})

describe('where a chat was begun', () => {
  const nothing = { page: null, source: null, campaign: null }

  test('is the page without its query, and the words of UTM', () => {
    const url = 'https://Shop.test/oak?utm_source=ads&utm_campaign=Spring%20%0A sale&card=4111#top'
    expect(beginningOf(url)).toEqual({ page: 'shop.test/oak', source: 'ads', campaign: 'Spring sale' })
  })

  test.each(['', 'oak', 'http://', '\u0000'])('%j says nothing', (url) => {
    expect(beginningOf(url)).toEqual(nothing)
  })

  test('is never more than a line that is kept', () => {
    const { page, source } = beginningOf(`https://shop.test/${'x'.repeat(1_000)}?utm_source=%00${'🌲'.repeat(200)}`)
    expect(page).toHaveLength(300)
    expect(source).toBe('🌲'.repeat(100))
  })

  test('is told by the words one first came with, where the page itself has none', () => {
    const first = 'https://shop.test/?utm_source=ads&utm_campaign=spring'
    const here = beginningAfter('https://shop.test/oak', first)
    expect(here).toEqual({ page: 'shop.test/oak', source: 'ads', campaign: 'spring' })
    const own = beginningAfter('https://shop.test/oak?utm_source=mail', first)
    expect(own).toEqual({ page: 'shop.test/oak', source: 'mail', campaign: null })
  })
})
