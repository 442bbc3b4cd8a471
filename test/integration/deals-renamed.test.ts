import { expect, test, vi } from 'vitest'
import { World } from '../support/world'

// Every world of this file is one in which no stage and no reason is called what it is.
vi.stubEnv('TEST_NAMES', 'nonsense')

test('[P06] no stage and no loss reason keeps the name it came with', async () => {
  vi.stubEnv('TEST_NAMES', 'nonsense')
  const world = await World.open()
  const [pipeline] = await (await world.agent()).ask('pipeline:list', {})
  expect(pipeline?.stages.map(({ kind, name }) => [kind, name])).toEqual([
    ...[0, 1, 2, 3, 4].map((at) => ['open', `Closed ${at} 🙃`]),
    ['won', 'Lost without hope'],
    ['lost', 'Won at last'],
  ])
  expect(pipeline?.lossReasons.every(({ label }) => label.startsWith('Won '))).toBe(true)
  await world.close()
})

// The journeys of a deal, run again as they are.
await import('./deals.test')
await import('./deals-of-sites.test')
await import('./weight.test')
