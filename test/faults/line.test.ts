import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './line/index'

test(`[F7] ${harness.promise}`, async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ halfOpen: harness.dose.short, unnoticed: 0, lost: 0, doubled: 0, reordered: 0 })
})
