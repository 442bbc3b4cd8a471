import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('contacts', () => {
  const house = moveIn()

  test('[C02] [C03] [C04] [C06] [C07] from the chat to a contact of a company, without a second one', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    const [site] = await house.line.ask('site:list', {})
    const details = { name: 'Kaya Mobilya A.Ş.', domains: ['kaya.test'] }
    await house.line.ask('company:create', { siteId: site?.id ?? '', details })

    const visitor = await house.arrive()
    await visitor.says('Do you make benches, too?')
    await agent.goesTo('/inbox/incoming')
    await agent.opens('Do you make benches, too?')
    await agent.panel.getByRole('button', { name: 'Make a contact' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Ayşe Kaya')
    await dialog.getByLabel('E-mail').fill('ayse@kaya.test')
    await dialog.getByText('Their address belongs to Kaya Mobilya A.Ş.').waitFor()
    await dialog.getByRole('button', { name: 'Choose' }).click()
    await dialog.getByLabel('Phone').fill('12')
    await dialog.getByRole('button', { name: 'Make a contact' }).click()
    await dialog.getByText(/This is not a phone number/).waitFor()
    await dialog.getByLabel('Phone').fill('+90 532 123 45 67')
    await dialog.getByRole('button', { name: 'Make a contact' }).click()
    await agent.panel.getByRole('link', { name: 'Kaya Mobilya A.Ş.' }).waitFor()

    await agent.panel.getByRole('link', { name: 'Ayşe Kaya' }).click()
    await page.getByRole('heading', { name: 'Ayşe Kaya' }).waitFor()
    const fields = page.getByRole('region', { name: 'Details' })
    await fields.getByRole('button', { name: 'Edit Title' }).click()
    await fields.getByRole('textbox', { name: 'Title' }).fill('Buyer')
    await fields.getByRole('textbox', { name: 'Title' }).press('Enter')
    const told = page.getByRole('region', { name: 'What has happened' })
    await told.getByText('changed Title').waitFor()
    await told.getByText('A conversation began').waitFor()
    await told.getByRole('button', { name: 'Contact' }).click()
    await told.getByText('A conversation began').waitFor({ state: 'hidden' })
    expect(await findings(page)).toEqual([])

    await page.getByRole('link', { name: 'Contacts', exact: true }).click()
    await page.getByRole('button', { name: 'New contact' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('kaya ayse')
    await dialog.getByText('same name').waitFor()
    await dialog.getByLabel('E-mail').fill('AYSE@kaya.test')
    await dialog.getByText(/same e-mail AYSE@kaya\.test/).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('searchbox', { name: 'Search contacts' }).fill('mobilya')
    await page.getByRole('searchbox', { name: 'Search contacts' }).press('Enter')
    await page.waitForURL(/q=mobilya/)
    await page.getByRole('row', { name: /Ayşe Kaya/ }).waitFor()
    await page.getByRole('checkbox', { name: 'Choose Ayşe Kaya' }).check()
    await page.getByRole('button', { name: 'Add a tag' }).click()
    await dialog.getByLabel('Tag').fill('Fair')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('cell', { name: 'Fair' }).waitFor()

    await page.getByRole('cell').getByRole('link', { name: 'Kaya Mobilya A.Ş.' }).click()
    await page.getByRole('heading', { name: 'Kaya Mobilya A.Ş.' }).waitFor()
    await page.getByRole('tabpanel').getByRole('link', { name: 'Ayşe Kaya' }).waitFor()
    await page.getByRole('tab', { name: /Conversations/ }).click()
    await page.getByText('Do you make benches, too?').waitFor()
    await visitor.context.close()
    await agent.context.close()
  })

  test('[C08] another owner takes open work along when asked to, and a removal is taken back', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    const [site] = await house.line.ask('site:list', {})
    const siteIds = [site?.id ?? '']
    const who = { name: 'Mert Ak', email: 'mert@kuzey.test', password: 'a gently swaying lantern' }
    const { id } = await house.line.ask('agent:create', { ...who, role: 'agent', locale: 'en', siteIds })
    const whose = { siteId: site?.id ?? '' }
    const contact = await house.line.ask('contact:create', { whose, details: { name: 'Deniz Er' } })
    const { personId } = contact
    const deal = await house.line.ask('deal:create', { personId, conversationId: null })
    await agent.goesTo(`/crm/contacts/${contact.id}`)
    await agent.panel.getByText(deal.name).first().waitFor()
    await page
      .getByRole('region', { name: 'Details' })
      .getByRole('button', { name: /^Owner/ })
      .click()
    await page.getByRole('menuitemradio', { name: 'Mert Ak' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 deal').waitFor()
    await dialog.getByRole('button', { name: 'Give' }).click()
    await eventually(async () => expect((await house.line.ask('deal:read', { dealId: deal.id })).ownerId).toBe(id))
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { name: 'Deniz Er' }).waitFor()
    await agent.context.close()
  })
})
