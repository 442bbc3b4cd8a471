import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

const words = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('Three by four metres') })

describe.skipIf(!hasChromium())('files', () => {
  const house = moveIn()

  test('[D16] [V14] files are laid beside a lead, go to the deal it is converted with, and come back', async () => {
    const { line } = house
    const siteId = (await line.ask('site:list', {}))[0]?.id ?? ''
    const lead = await line.ask('lead:create', { whose: { siteId }, details: { name: 'Ayşe Kaya' } })
    const { page } = await (await house.atConsole()).goesTo(`/crm/leads/${lead.id}`)
    const files = page.getByRole('region', { name: 'Files' })
    await files.locator('input[type=file]').setInputFiles([words('plan.txt'), words('sketch.txt')])
    await files.getByRole('link', { name: 'plan.txt' }).waitFor()
    await files.getByRole('link', { name: 'sketch.txt' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      files.getByRole('link', { name: 'plan.txt' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('plan.txt')
    await files.getByRole('button', { name: 'Remove “sketch.txt”' }).click()
    await files.getByRole('button', { name: 'Remove for good' }).click()
    await eventually(async () => expect(await files.getByRole('link').count()).toBe(1))
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: 'Convert' }).first().click()
    const review = page.getByRole('dialog', { name: 'Convert Ayşe Kaya' })
    expect(await review.getByLabel('1 file of the lead goes to').count()).toBe(0)
    await review.getByRole('radio', { name: 'A new deal' }).check()
    await review.getByLabel('1 file of the lead goes to').selectOption({ label: 'the contact' })
    await review.getByText('1 file stays with the contact').waitFor()
    await review.getByLabel('1 file of the lead goes to').selectOption({ label: 'the deal' })
    await review.getByText('1 file goes to the deal').waitFor()
    expect(await findings(page)).toEqual([])
    await review.getByRole('textbox', { name: 'First task' }).press('Enter')
    const done = page.getByRole('dialog', { name: 'Ayşe Kaya is a contact now' })
    await done.getByText('1 file stands beside the deal now.').waitFor()
    await eventually(async () => expect(await files.getByRole('link').count()).toBe(0))
    await done.getByRole('button', { name: 'Undo conversion' }).click()
    await files.getByRole('link', { name: 'plan.txt' }).waitFor()
  })

  test('[D16] a contact and a company have theirs, on a phone in Turkish, too', async () => {
    const { line } = house
    const siteId = (await line.ask('site:list', {}))[0]?.id ?? ''
    const contact = await line.ask('contact:create', { whose: { siteId }, details: { name: 'Deniz Ak' } })
    const company = await line.ask('company:create', { siteId, details: { name: 'Ak Mobilya' } })
    await line.ask('agent:setLocale', { locale: 'tr' })
    const { page, home } = await house.atConsole({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    for (const path of [`/crm/contacts/${contact.id}`, `/crm/companies/${company.id}`]) {
      await page.goto(`${home}${path}`)
      const files = page.getByRole('region', { name: 'Dosyalar' })
      await files.locator('input[type=file]').setInputFiles([words('sözleşme.txt')])
      await files.getByRole('link', { name: 'sözleşme.txt' }).waitFor()
      expect(await findings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    }
    await line.ask('agent:setLocale', { locale: 'en' })
  })
})
