import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './clock/index'

test('[O01] when the clock jumps under load the order stays and nothing is lost', async (context) => {
  const { figures, broken, skipped } = await short(harness)
  if (skipped) context.skip(skipped)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ lost: 0, doubled: 0, reordered: 0, wrongViews: 0, thrownOut: 0, fastLives: 1 })
})
