import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { moveIn } from './actors/house'

/** Far more than any screen of the console has places to stop at. */
const mostStops = 80

describe.skipIf(!hasChromium())('leads without a mouse', () => {
  const house = moveIn()

  test('[V03] [V05] [V20] a lead is written down, converted and taken back by keyboard alone', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/leads')
    await page.getByRole('button', { name: 'New lead' }).waitFor()
    await pressAt(page, /^New lead/)
    const form = page.getByRole('dialog')
    await form.waitFor()
    await page.keyboard.type('Deniz Ak')
    await tabTo(page, /^Company/)
    await page.keyboard.type('Ak Ltd')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Deniz Ak', level: 1 }).waitFor()

    await pressAt(page, /^Convert/)
    const review = page.getByRole('dialog', { name: 'Convert Deniz Ak' })
    await review.getByText('Company Ak Ltd').waitFor()
    await tabTo(page, /^First task/)
    await page.keyboard.type('Call Deniz')
    await page.keyboard.press('Enter')
    const done = page.getByRole('dialog', { name: 'Deniz Ak is a contact now' })
    await done.waitFor()
    await pressAt(page, /^Open contact/)
    await page.getByRole('heading', { name: 'Deniz Ak', level: 1 }).waitFor()
    await page.getByText('Converted from the lead Deniz Ak').waitFor()

    await pressAt(page, /^Undo conversion/)
    await page.getByText('Deniz Ak is a lead again').waitFor()
    const { items } = await house.line.ask('lead:list', {})
    expect(items.map(({ lead }) => lead.name)).toEqual(['Deniz Ak'])
  })
})

/** Goes on with Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press('Tab')
    const words = await page.evaluate(() => {
      const it = document.activeElement
      const labels = it instanceof HTMLInputElement ? [...(it.labels ?? [])].map((one) => one.textContent) : []
      return [it?.getAttribute('aria-label'), ...labels, it?.textContent].find((one) => one?.trim())?.trim() ?? ''
    })
    if (name.test(words)) return
    passed.push(words.slice(0, 30))
  }
  throw new Error(`Tab does not come to ${name}, but to ${passed.join(' | ')}`)
}

async function pressAt(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
