import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { Line } from '../support/ask'
import { type Chromium, hasChromium, openChromium } from '../support/chromium'
import { type Installed, install, newFolder } from '../support/installed'
import { password } from '../support/password'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'

describe.skipIf(!hasChromium())('reports', () => {
  let browser: Chromium
  let parley: Installed
  let line: Line

  beforeAll(async () => {
    browser = await openChromium()
    parley = await install(newFolder())
    line = await Line.open(`${parley.server.url}/agent`, { headers: { cookie: parley.cookie } })
  })
  afterAll(async () => {
    line.close()
    await browser.close()
    await parley.server.kill()
  })
  afterEach(() => browser.expectQuiet())

  test('[R01] [R02] [R03] [R09] every number leads to the deals it counts, and is counted while one looks', async () => {
    const pipeline = (await line.ask('pipeline:list', {}))[0] as Pipeline
    const [site] = await line.ask('site:list', {})
    const add = async (name: string, at: number, amount: number) => {
      const whose = { siteId: site?.id ?? '', name }
      const { deal } = await line.ask('deal:add', { stageId: pipeline.stages[at]?.id ?? '', whose, name })
      return line.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: amount } } })
    }
    await add('Two oak tables', 0, 1_250_000)
    await add('Six chairs', 1, 480_000)
    const gone = await add('A garden bench', 1, 90_000)
    await line.ask('deal:lose', { dealId: gone.id, lossReasonId: pipeline.lossReasons[0]?.id })

    const context = await browser.context({ viewport: { width: 1440, height: 900 } })
    const agent = await AgentActor.signsIn(context, parley.server.url, 'selin@kuzey.test', password)
    const { page } = agent
    await page.getByRole('link', { name: 'Reports' }).click()
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
    await row('Total').getByText('2', { exact: true }).waitFor()
    await add('Somebody else’s deal', 0, 100)
    await row('Total').getByText('3', { exact: true }).waitFor()

    await page.getByRole('link', { name: pipeline.stages[1]?.name ?? '' }).click()
    await page.getByText('Six chairs').first().waitFor()
    await eventually(async () => expect(await page.getByText('Two oak tables').count()).toBe(0))

    await page.goBack()
    await page.getByRole('tab', { name: 'Lost' }).click()
    await page.getByRole('link', { name: pipeline.lossReasons[0]?.label ?? '' }).click()
    await page.getByText('A garden bench').first().waitFor()
    await eventually(async () => expect(await page.getByText('Six chairs').count()).toBe(0))

    await page.goBack()
    await page.getByRole('tab', { name: 'Funnel' }).click()
    await page.getByRole('link', { name: pipeline.stages[1]?.name ?? '' }).click()
    await page.getByText('Six chairs').first().waitFor()
    await page.getByText('A garden bench').first().waitFor()
    await eventually(async () => expect(await page.getByText('Two oak tables').count()).toBe(0))
    await page.goBack()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^report-funnel-.*\.csv$/)
    await context.close()
  })
})
