import { describe, expect, test } from 'vitest'
import { Line } from '../support/ask'
import { hasChromium } from '../support/chromium'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('leads', () => {
  const house = moveIn()

  test('[V01] [V03] [V04] [W08] from the chat to a lead that is worth following', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/leads')
    await page.getByText('No leads yet').waitFor()

    const visitor = await house.arrive()
    expect(await visitor.card.count()).toBe(0)
    await visitor.says('Do you make benches, too?')
    await visitor.card.getByLabel('E-mail').fill('not an address')
    await visitor.card.getByRole('button', { name: 'Save' }).click()
    await visitor.card.getByText('This is not an e-mail address.').waitFor()
    await visitor.card.getByLabel('Name').fill('Ayşe Kaya')
    await visitor.card.getByLabel('E-mail').fill('ayse@example.com')
    await visitor.card.getByLabel('Phone').fill('+90 532 123 45 67')
    await visitor.card.getByLabel('Phone').press('Enter')
    await visitor.card.waitFor({ state: 'detached' })
    await visitor.says('Two metres long')
    expect(await visitor.card.count()).toBe(0)

    await page.getByRole('link', { name: 'Leads, 1 new' }).waitFor()
    await page.getByRole('link', { name: 'Ayşe Kaya' }).click()
    await page.getByRole('heading', { name: 'Ayşe Kaya', level: 1 }).waitFor()
    await agent.sees('Two metres long')
    const fields = page.getByRole('region', { name: 'Ayşe Kaya', exact: true })
    await fields.getByText('+90 532 123 45 67').waitFor()
    await fields.getByRole('button', { name: 'Edit Company' }).click()
    await fields.getByRole('textbox', { name: 'Company' }).fill('Kaya Mobilya')
    await fields.getByRole('textbox', { name: 'Company' }).press('Enter')
    await fields.getByRole('button', { name: 'Status: New' }).click()
    await page.getByRole('menuitemradio', { name: 'Qualified', exact: true }).click()
    await fields.getByRole('button', { name: 'Status: Qualified' }).waitFor()

    await page.goto(`${house.parley.server.url}/crm/leads?look=board`)
    const card = (status: string) => page.getByRole('region', { name: status, exact: true }).getByText('Kaya Mobilya')
    await card('Qualified').waitFor()
    await page.getByRole('button', { name: 'Status: Qualified' }).click()
    await page.getByRole('menuitemradio', { name: 'Not qualified' }).click()
    const asked = page.getByRole('dialog')
    await asked.getByRole('button', { name: 'Not qualified' }).click()
    await asked.getByText('Please say why this lead is given up.').waitFor()
    await asked.getByRole('textbox').fill('Wants them tomorrow')
    await asked.getByRole('button', { name: 'Not qualified' }).click()
    await card('Not qualified').waitFor()
    await visitor.context.close()
    await agent.context.close()
  })

  test('[W08] who would rather not say goes on as before, and is not asked again', async () => {
    const visitor = await house.arrive()
    await visitor.says('Just a question')
    await visitor.card.getByRole('button', { name: 'Not now' }).click()
    await visitor.card.waitFor({ state: 'detached' })
    await visitor.reloads()
    await visitor.opensChat()
    await visitor.sees('Just a question')
    await visitor.page.waitForTimeout(500)
    expect(await visitor.card.count()).toBe(0)
    await visitor.context.close()
  })

  test('[W09] while nobody is there the card says that the answer comes later', async () => {
    house.line.close()
    const visitor = await house.arrive()
    await visitor.says('Is anybody there?')
    await visitor.card.getByText(/Nobody is here right now/).waitFor()
    await visitor.context.close()
    house.line = await Line.open(`${house.parley.server.url}/agent`, { headers: { cookie: house.parley.cookie } })
  })

  test('[V02] an agent writes details down beside the chat', async () => {
    const visitor = await house.arrive()
    await visitor.says('You may call me')
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/inbox/incoming')
    await agent.opens('You may call me')
    await agent.panel.getByRole('button', { name: 'Add details' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Phone').fill('12')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText(/This is not a phone number/).waitFor()
    await dialog.getByLabel('Name').fill('Mehmet Öz')
    await dialog.getByLabel('Phone').fill('+49 30 901820')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await agent.panel.getByText('+49 30 901820').waitFor()
    // The visitor is known now, so nobody asks them any more.
    await visitor.reloads()
    await visitor.opensChat()
    await visitor.sees('You may call me')
    expect(await visitor.card.count()).toBe(0)
    await eventually(async () => expect(await page.getByText('Mehmet Öz').count()).toBeGreaterThan(0))
    await visitor.context.close()
    await agent.context.close()
  })

  test('[V04] a status is renamed in Manage and is called so everywhere', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/manage/leads')
    const name = page.getByRole('textbox', { name: 'Name of the status' }).nth(1)
    await name.fill('Written to')
    await name.press('Enter')
    await house.line.heardFact('status.edited')
    await page.goto(`${house.parley.server.url}/crm/leads?look=board`)
    await page.getByRole('region', { name: 'Written to' }).waitFor()
    await agent.context.close()
  })
})
