import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './upgrade/index'

test(`[F16] ${harness.promise}`, async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ kills: harness.dose.short, leftHalf: 0 })
})
