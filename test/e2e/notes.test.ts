import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { AgentActor } from './actors/agent'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('notes', () => {
  const house = moveIn()

  test('[C10] a note on a contact is written, changed, kept on top, removed and brought back', async () => {
    const { line } = house
    const [site] = await line.ask('site:list', {})
    const siteId = site?.id ?? ''
    const company = await line.ask('company:create', { siteId, details: { name: 'Kaya Mobilya' } })
    const details = { name: 'Ayşe Kaya', companyId: company.id }
    const contact = await line.ask('contact:create', { whose: { siteId }, details })
    await line.ask('contact:note', { contactId: contact.id, body: 'Pays late' })
    const { page } = await (await house.atConsole()).goesTo(`/crm/contacts/${contact.id}`)
    const notes = page.getByRole('region', { name: 'Notes' })
    const rows = notes.locator('[data-note]')
    await rows.first().waitFor()
    const words = '**Oak** only, see [the offer](https://kaya.test/offer)\n- twelve chairs\n- two tables'
    await notes.getByRole('textbox', { name: /A note for your team/ }).fill(words)
    await notes.getByRole('button', { name: 'Save the note' }).click()
    await eventually(async () => expect(await rows.count()).toBe(2))
    const written = rows.filter({ hasText: 'Oak only' })
    expect(await written.locator('strong').textContent()).toBe('Oak')
    expect(await written.locator('ul > li').allTextContents()).toEqual(['twelve chairs', 'two tables'])
    expect(await written.getByRole('link', { name: 'the offer' }).getAttribute('href')).toBe('https://kaya.test/offer')

    await rows.filter({ hasText: 'Pays late' }).getByRole('button', { name: 'Keep on top' }).click()
    await eventually(async () => expect(await rows.first().textContent()).toContain('Pays late'))
    await written.getByRole('button', { name: 'Change the note' }).click()
    await notes.getByRole('textbox', { name: 'Change the note' }).fill('Ash only')
    await notes.getByRole('textbox', { name: 'Change the note' }).press('Control+Enter')
    const changed = rows.filter({ hasText: 'Ash only' })
    await changed.getByRole('button', { name: /^Changed/ }).click()
    await changed.getByText('twelve chairs').waitFor()

    await changed.getByRole('button', { name: 'Remove the note' }).click()
    await eventually(async () => expect(await rows.count()).toBe(1))
    await page.getByRole('button', { name: 'Undo' }).click()
    await changed.waitFor()
    await page.getByText('changed a note: Ash only').waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('[C10] [C03] a company has notes and tells its history; who is called hears of it and is led there', async () => {
    const { line, browser, parley } = house
    const { items } = await line.ask('company:list', {})
    const company = items[0]
    const hire = { name: 'Marcus Hale', email: 'marcus@kuzey.test', password: 'a gently swaying lantern' }
    const marcus = await line.ask('agent:create', { ...hire, role: 'admin', locale: 'en', siteIds: [] })
    const colleague = await AgentActor.signsIn(
      await browser.context({ viewport: { width: 1440, height: 900 } }),
      parley.server.url,
      hire.email,
      hire.password,
    )
    const { page } = await (await house.atConsole()).goesTo(`/crm/companies/${company?.id}`)
    const notes = page.getByRole('region', { name: 'Notes' })
    await notes.getByRole('textbox', { name: /A note for your team/ }).fill(`@${marcus.name} pays in thirty days`)
    await notes.getByRole('button', { name: 'Save the note' }).click()
    await colleague.page.getByText('called you in a note on “Kaya Mobilya”').waitFor()
    await colleague.page.getByRole('button', { name: 'Open' }).click()
    await colleague.page.getByRole('region', { name: 'Notes' }).getByText('pays in thirty days').waitFor()
    const history = page.getByRole('region', { name: 'What has happened' })
    await history.getByText(/made the company/).waitFor()
    await history.getByText(/noted: @Marcus Hale pays in thirty days/).waitFor()
    await history.getByRole('link', { name: 'Ayşe Kaya' }).first().waitFor()
    expect(await findings(page)).toEqual([])
  })

  test('[C10] a lead’s page has the notes of its person, on a phone in Turkish, too', async () => {
    const { line } = house
    const [site] = await line.ask('site:list', {})
    const details = { name: 'Can Arı' }
    const lead = await line.ask('lead:create', { whose: { siteId: site?.id ?? '' }, details })
    await line.ask('lead:note', { leadId: lead.id, body: 'Yarın **10:00** ara' })
    await line.ask('agent:setLocale', { locale: 'tr' })
    const options = { viewport: { width: 390, height: 800 }, colorScheme: 'dark' } as const
    const actor = await house.atConsole(options)
    await actor.page.goto(`${actor.home}/crm/leads/${lead.id}`)
    const note = actor.page.getByRole('region', { name: 'Notlar' }).locator('[data-note]')
    await note.getByText('10:00').waitFor()
    expect(await findings(actor.page)).toEqual([])
    expect(await actor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await line.ask('agent:setLocale', { locale: 'en' })
  })
})
