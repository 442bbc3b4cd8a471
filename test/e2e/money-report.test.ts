import { describe, expect, test } from 'vitest'
import { randomId, randomText } from '#shared/values/random'
import { Line } from '../support/ask'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('what chats brought', () => {
  const house = moveIn()

  /** Somebody writes on a page; what they bring is made by the team. */
  async function chat(name: string, url: string, brings: 'nothing' | 'lead' | 'deal' | 'won' = 'nothing') {
    const [site] = await house.line.ask('site:list', {})
    const domain = site?.domains[0] ?? ''
    const asked = await fetch(`${house.parley.server.url}/widget/${site?.key}/bootstrap`, {
      ...{ method: 'POST', headers: { origin: `http://${domain}` } },
    })
    const { token: bootstrap } = await asked.json()
    const auth = { site: site?.key ?? '', token: `v1.${randomText(32)}`, bootstrap }
    const visitor = await Line.open(`${house.parley.server.url}/visitor`, { auth })
    const page = { url, title: 'Tables', referrer: '' }
    const said = { id: randomId(), body: 'Is this oak?', page, language: 'en' }
    const { conversationId } = await visitor.ask('visit:send', said)
    await visitor.ask('visit:introduce', { name })
    visitor.close()
    await house.line.ask('message:send', { id: randomId(), conversationId, body: 'It is' })
    const { person } = await house.line.ask('conversation:read', { conversationId })
    if (brings === 'nothing' || brings === 'lead') return
    const { id: dealId } = await house.line.ask('deal:create', {
      personId: person.id,
      conversationId,
      name: `Of ${name}`,
    })
    await house.line.ask('deal:edit', { dealId, changes: { amount: { was: null, is: 250_000 } } })
    if (brings === 'won') await house.line.ask('deal:win', { dealId })
  }

  const oak = 'https://shop.test/oak?utm_source=ads&utm_campaign=spring'

  test('[R07] every number leads to the very conversations, and from them to the deals', async () => {
    await chat('Ayşe Kaya', oak, 'won')
    await chat('Mehmet Öz', oak, 'deal')
    await chat('Can Ak', 'https://shop.test/beech', 'lead')
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/reports/money')
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'shop.test/oak' }) })
    await row.waitFor()
    const cells = async () => (await row.getByRole('cell').allTextContents()).join(' ').replace(/\s/g, ' ')
    expect(await cells()).toMatch(/^2 2 2 1 \S*2[.,]500/)
    expect(await findings(page)).toEqual([])

    await row.getByRole('link', { name: '1', exact: true }).click()
    const listed = page.getByRole('table').getByRole('row')
    await page.getByRole('link', { name: 'Of Ayşe Kaya' }).waitFor()
    expect(await listed.count()).toBe(2)
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: 'Of Ayşe Kaya' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')

    // What is won while one looks is counted, here and in the report.
    const [deal] = (await house.line.ask('deal:list', { outcome: 'open' })).cards
    await house.line.ask('deal:win', { dealId: deal?.deal.id ?? '' })
    await page.getByRole('link', { name: 'Of Mehmet Öz' }).waitFor()
    await page.getByRole('link', { name: 'Back to the report' }).click()
    await row.getByRole('link', { name: '2', exact: true }).first().waitFor()
    await page.getByRole('combobox', { name: 'By', exact: true }).selectOption({ label: 'First answer' })
    const soon = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Within a minute' }) })
    await soon.getByRole('link', { name: '3', exact: true }).first().click()
    await page.getByRole('link', { name: 'Can Ak' }).first().click()
    await page.waitForURL(/\/inbox\/all\//)

    await agent.goesTo('/crm/reports/money?by=campaign')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^report-money-.*\.csv$/)
    await agent.context.close()
  })

  test('[R09] the map of the hours of the week is a file, too', async () => {
    const agent = await house.atConsole()
    await agent.goesTo('/crm/reports/chats?by=hour')
    const link = agent.page.getByRole('link', { name: 'Download as CSV' })
    const [file] = await Promise.all([agent.page.waitForEvent('download'), link.click()])
    expect(file.suggestedFilename()).toMatch(/^report-chats-.*\.csv$/)
    await agent.context.close()
  })
})
