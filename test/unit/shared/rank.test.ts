import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byRank, rankBetween, ranks } from '#shared/values/rank'

describe('a rank', () => {
  test('lies strictly between its neighbours', () => {
    const [first = '', second = ''] = ranks(2)
    const between = rankBetween(first, second)
    expect(first < between && between < second).toBe(true)
  })

  test('exists before the first and after the last', () => {
    const only = rankBetween(null, null)
    expect(rankBetween(null, only) < only).toBe(true)
    expect(rankBetween(only, null) > only).toBe(true)
  })

  test('is made in ascending order for a whole list at once', () => {
    const list = ranks(500)
    expect(new Set(list).size).toBe(500)
    expect([...list].sort(bytes)).toEqual(list)
  })

  test('is made of letters and digits, so that both databases order it alike', () => {
    expect(ranks(200).every((rank) => /^[0-9A-Za-z]+$/.test(rank))).toBe(true)
  })

  test('keeps the order of any list through any moves', () => {
    const move = fc.record({ from: fc.nat(), to: fc.nat() })
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.array(move, { maxLength: 60 }), (length, moves) => {
        const cards = ranks(length).map((rank, at) => ({ id: `card-${at}`, rank }))
        for (const { from, to } of moves) {
          const [card] = cards.splice(from % cards.length, 1)
          if (!card) continue
          const at = to % (cards.length + 1)
          cards.splice(at, 0, { ...card, rank: rankBetween(cards[at - 1]?.rank ?? null, cards[at]?.rank ?? null) })
        }
        expect([...cards].sort(byRank)).toEqual(cards)
      }),
    )
  })

  test('stays short where cards are always put in front', () => {
    let rank = rankBetween(null, null)
    for (let card = 0; card < 1_000; card++) rank = rankBetween(null, rank)
    expect(rank.length).toBeLessThan(8)
  })
})

describe('the order by rank', () => {
  const row = fc.record({ rank: fc.constantFrom(...ranks(4)), id: fc.constantFrom('a', 'b', 'A', 'é', '10', '9') })

  test('is total: of two rows one comes first, unless they are the same', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        expect(Math.sign(byRank(a, b)) + Math.sign(byRank(b, a))).toBe(0)
        expect(byRank(a, b) === 0).toBe(a.rank === b.rank && a.id === b.id)
      }),
    )
  })

  test('is transitive', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) => {
        if (byRank(a, b) <= 0 && byRank(b, c) <= 0) expect(byRank(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('follows bytes, not a language: capitals come first', () => {
    const rows = ['a0', 'Zz', 'aZ'].map((rank) => ({ rank, id: rank }))
    expect(rows.sort(byRank).map(({ rank }) => rank)).toEqual(['Zz', 'a0', 'aZ'])
  })
})

const bytes = (a: string, b: string) => (a < b ? -1 : 1)
