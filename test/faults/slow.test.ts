import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './slow/index'

test(`[F14] ${harness.promise}`, async (context) => {
  const { broken, skipped } = await short(harness)
  if (skipped) context.skip(skipped)
  expect(broken).toEqual([])
})
