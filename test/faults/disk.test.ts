import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './disk/index'

test('[O01] on a full, broken or slow disk nobody is answered falsely', async (context) => {
  const { figures, broken, skipped } = await short(harness)
  if (skipped) context.skip(skipped)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ lost: 0, doubled: 0, reordered: 0, wrongViews: 0, unsafeAfterFsync: 0 })
  expect(figures.refusedWhileFull).toBeGreaterThan(0)
  expect(figures.slowFsyncs).toBeGreaterThan(10)
  expect(figures.endedByFsync).toBeGreaterThan(0)
})
