import { expect, test } from 'vitest'
import { short } from './badly/short'
import { whyNoBadDisk } from './disk/bad-disk'
import { harness } from './power/index'

const reason = whyNoBadDisk()
const possible = test.skipIf(reason !== null)
const why = reason ? ` (${reason})` : ''

possible(`[O01] after a power cut everything acknowledged is there, and the database is whole${why}`, async () => {
  const { figures, broken } = await short(harness)
  expect(broken).toEqual([])
  expect(figures).toMatchObject({ cuts: harness.dose.short, lost: 0, doubled: 0, reordered: 0, overtaken: 0 })
  expect(figures.fsyncs).toBeGreaterThanOrEqual(Number(figures.commits))
})

possible.concurrent.each([
  ['leaves the writing to the disk’s own time', 'synchronous-normal', 'Every commit is synced before the next'],
  ['answers for a file before its name is synced', 'file-name-unsynced', 'What was acknowledged survives a power cut'],
  ['answers before the commit', 'answer-before-commit', 'What was acknowledged survives a power cut'],
] as const)('a server that %s is caught at a power cut', async (_, mutant, promise) => {
  const { broken } = await short(harness, mutant)
  expect(broken.join('\n')).toContain(promise)
})
