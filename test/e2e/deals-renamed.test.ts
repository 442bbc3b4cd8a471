import { describe, expect, test } from 'vitest'
import { Line } from '../support/ask'
import { hasChromium } from '../support/chromium'
import { install, newFolder } from '../support/installed'

// Every Parley of this file is one in which no stage and no reason is called what it is. It holds for the whole file:
// a stub would end with the first test.
process.env.TEST_NAMES = 'nonsense'

describe.skipIf(!hasChromium())('with other names', () => {
  test('[P06] nothing on these screens is called what it came as', async () => {
    const { server, cookie } = await install(newFolder())
    const line = await Line.open(`${server.url}/agent`, { headers: { cookie } })
    const [pipeline] = await line.ask('pipeline:list', {})
    const names = [...(pipeline?.stages ?? []), ...(pipeline?.lossReasons ?? [])]
    line.close()
    await server.kill()
    expect(names.length).toBeGreaterThan(10)
    expect(names.filter((one) => !/^(Closed|Lost|Won) /.test('name' in one ? one.name : one.label))).toEqual([])
  })
})

// The journeys of a deal at the screen, run again as they are.
await import('./chat-becomes-a-deal.test')
await import('./deal-ends.test')
