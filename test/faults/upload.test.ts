import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './upload/index'

test(`[F15] ${harness.promise}`, async (context) => {
  const { figures, broken, skipped } = await short(harness)
  if (skipped) context.skip(skipped)
  expect(broken).toEqual([])
  expect(figures.kept).toBeGreaterThan(10)
})

test('a server that takes the bytes of a file as they come is caught', async () => {
  const { broken } = await short(harness, 'file-unchecked')
  expect(broken.join('\n')).toContain('was kept')
})
