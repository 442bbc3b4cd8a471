import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './soak/index'
import { floorsOf, slopePerMinute } from './soak/slope'

test(`[F17] ${harness.promise}`, async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ lost: 0, doubled: 0, reordered: 0, refused: 0, errorsLogged: 0 })
})

test('memory that grows by two megabytes a minute under much noise is seen as that', () => {
  const samples = Array.from({ length: 240 }, (_, index) => ({
    atMs: index * 5_000,
    mb: 150 + (index * 5) / 30 + 20 * Math.sin(index * 2.4),
  }))
  expect(slopePerMinute(samples)).toBeCloseTo(2, 0)
})

test('memory that is given back late is no leak, and what is never given back is seen all the same', () => {
  // Every minute 60 MB come and go; a leak adds two of its own.
  const sawtooth = (leakPerMinute: number) =>
    Array.from({ length: 240 }, (_, index) => {
      const minutes = index / 12
      return { atMs: minutes * 60_000, mb: 170 + 60 * (minutes % 1) + leakPerMinute * minutes }
    })
  expect(slopePerMinute(floorsOf(sawtooth(0)))).toBeCloseTo(0, 1)
  expect(slopePerMinute(floorsOf(sawtooth(2)))).toBeCloseTo(2, 1)
})
