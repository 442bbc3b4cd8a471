import { expect, test } from 'vitest'
import { short } from './badly/short'
import { harness } from './locked/index'

test('[O01] while another program locks the database nobody sees an error and nothing is lost', async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ locks: harness.dose.short, lost: 0, doubled: 0, wrongViews: 0, shownFailures: 0 })
  // The locks were felt, or nothing was tried.
  expect(figures.ackMsMax).toBeGreaterThan(500)
})
