import { beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('the report about leads, and segments', () => {
  const house = moveIn()
  let siteId: string

  beforeAll(async () => {
    siteId = (await house.line.ask('site:list', {}))[0]?.id ?? ''
  })

  /** A lead of a source that may become a contact, and a deal. */
  async function lead(name: string, source: string, becomes: 'nothing' | 'contact' | 'deal' | 'won' = 'nothing') {
    const { id, version } = await house.line.ask('lead:create', { whose: { siteId }, details: { name, source } })
    if (becomes === 'nothing') return
    const pipeline = (await house.line.ask('pipeline:list', {}))[0] as Pipeline
    const stage = { pipelineId: pipeline.id, stageId: pipeline.stages[0]?.id ?? '' }
    const { dealId } = await house.line.ask('lead:convert', {
      ...{ leadId: id, version },
      choice: {
        ...{ contact: { how: 'new' }, company: { how: 'none' } },
        deal: becomes === 'contact' ? { how: 'none' } : { how: 'new', ...stage },
      },
    })
    if (becomes === 'won' && dealId) await house.line.ask('deal:win', { dealId })
  }

  test('[R04] [R09] every number of the report leads to the very leads it counts', async () => {
    await lead('Ayşe Kaya', 'Fair', 'won')
    await lead('Mehmet Öz', 'Fair', 'deal')
    await lead('Zeynep Su', 'Fair')
    await lead('Can Ak', 'Shop', 'contact')
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/reports/leads?by=source')
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Fair' }) })
    const cells = async () => (await row.getByRole('cell').allTextContents()).join(' ')
    await row.waitFor()
    expect(await cells()).toBe('3 2 67% 2 1 0 50%')
    expect(await findings(page)).toEqual([])
    // Counted while one looks.
    await lead('Elif Can', 'Fair')
    await row.getByRole('link', { name: '4', exact: true }).waitFor()

    await row.getByRole('link', { name: '1', exact: true }).click()
    const listed = page.getByRole('table', { name: 'Leads' }).getByRole('row')
    await page.getByRole('link', { name: 'Ayşe Kaya' }).waitFor()
    expect(await listed.count()).toBe(2)
    await page.getByText('1 lead', { exact: true }).waitFor()
    await page.getByRole('button', { name: /Remove filter: Source: Fair/ }).waitFor()
    expect(await findings(page)).toEqual([])

    // What becomes of a lead is told while one looks at those it became.
    const [deal] = (await house.line.ask('deal:list', { outcome: 'open' })).cards
    await house.line.ask('deal:win', { dealId: deal?.deal.id ?? '' })
    await page.getByRole('link', { name: 'Mehmet Öz' }).waitFor()
    await page.getByText('2 leads', { exact: true }).waitFor()

    await page.getByRole('button', { name: /Remove filter: Source/ }).click()
    await page.getByRole('combobox', { name: 'What became of them' }).selectOption({ label: 'Converted' })
    await page.getByRole('link', { name: 'Can Ak' }).waitFor()
    await page.getByText('3 leads', { exact: true }).waitFor()
    await page.getByRole('button', { name: /^Filter/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('To', { exact: true }).fill('2020-01-01')
    await dialog.getByRole('button', { name: 'Show leads' }).click()
    await page.getByText('No lead fits these filters').waitFor()
    await page.getByRole('button', { name: /Remove filter: Created/ }).click()
    await page.getByRole('link', { name: 'Can Ak' }).waitFor()

    await agent.goesTo('/crm/reports/leads?by=source')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^report-leads-.*\.csv$/)
    await agent.context.close()
  })

  test('[C07] a segment is kept under a name, found again with how many fit, and opened', async () => {
    for (const [name, tags] of [
      ['Deniz Ay', ['vip']],
      ['Ece Gün', ['vip']],
      ['Fatih Er', []],
    ] as const)
      await house.line.ask('contact:create', { whose: { siteId }, details: { name, tags: [...tags] } })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/contacts')
    await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('vip')
    await page.getByText('2 contacts', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Important people')
    await dialog.getByLabel('Share it with the team').check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })

    await agent.goesTo('/crm/contacts')
    await page.getByRole('link', { name: 'Fatih Er' }).waitFor()
    await page.getByRole('button', { name: 'Views' }).click()
    const segment = page.getByRole('menuitemradio', { name: /^Important people/ })
    await segment.getByText('2 · shared').waitFor()
    expect(await findings(page)).toEqual([])
    await segment.click()
    await page.getByRole('link', { name: 'Fatih Er' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Deniz Ay' }).waitFor()
    expect(new URL(page.url()).searchParams.get('tag')).toBe('vip')

    // Views are of the list they were kept of.
    await agent.goesTo('/crm/leads')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitemradio', { name: 'All leads' }).waitFor()
    expect(await segment.count()).toBe(0)
    await agent.context.close()
  })
})
