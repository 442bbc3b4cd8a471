import { describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { hasChromium } from '../support/chromium'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('reports', () => {
  const house = moveIn()

  test('[R01] [R02] [R03] [R09] every number leads to the deals it counts, and is counted while one looks', async () => {
    const pipeline = (await house.line.ask('pipeline:list', {}))[0] as Pipeline
    const [site] = await house.line.ask('site:list', {})
    const add = async (name: string, at: number, amount: number) => {
      const whose = { siteId: site?.id ?? '', name }
      const { deal } = await house.line.ask('deal:add', { stageId: pipeline.stages[at]?.id ?? '', whose, name })
      return house.line.ask('deal:edit', { dealId: deal.id, changes: { amount: { was: null, is: amount } } })
    }
    await add('Two oak tables', 0, 1_250_000)
    await add('Six chairs', 1, 480_000)
    const gone = await add('A garden bench', 1, 90_000)
    await house.line.ask('deal:lose', { dealId: gone.id, lossReasonId: pipeline.lossReasons[0]?.id })

    const agent = await (await house.atConsole()).goesTo('/inbox')
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
    await agent.context.close()
  })
})
