import { beforeAll, describe, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { password } from '../support/password'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { Sales } from './actors/sales'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('a deal in the chat', () => {
  const house = moveIn()
  let selin: AgentActor

  beforeAll(async () => {
    // Chromium notes every answer that is no success; the refused file is one on purpose.
    const context = await house.browser.context({ viewport: { width: 1440, height: 900 }, allow: [/status of 415/] })
    selin = await AgentActor.signsIn(context, house.parley.server.url, 'selin@kuzey.test', password)
  })

  const visitorSaying = async (...words: string[]) => {
    const visitor = await VisitorActor.arrives(await house.browser.profile(), house.shop.url())
    await visitor.opensChat()
    for (const one of words) await visitor.says(one)
    return visitor
  }
  const panel = () => selin.page.getByRole('complementary', { name: 'Details' })
  const choose = (name: string) => selin.page.getByRole('menuitem', { name }).or(radio(name)).click()
  const radio = (name: string) => selin.page.getByRole('menuitemradio', { name })

  test('[A20] a row shows the deal of its person, and makes, moves and plans without opening the chat', async () => {
    await visitorSaying('Do you build kitchens?')
    await selin.goesTo('/inbox/incoming')
    const row = selin.page.getByRole('listitem').filter({ hasText: 'Do you build kitchens?' })
    await row.getByRole('link').waitFor()
    await row.click({ button: 'right' })
    await choose('New deal')
    const pill = row.getByRole('button', { name: /in New request/ })
    await pill.click()
    await choose('Offer sent')
    await row.getByRole('button', { name: /in Offer sent/ }).waitFor()
    await row.getByRole('button', { name: /in Offer sent/ }).click()
    await choose('New task')
    await selin.page.getByRole('dialog').getByLabel('What is to be done?').fill('Measure the room')
    await selin.page.getByRole('dialog').getByRole('button', { name: 'Add task' }).click()
    await selin.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await row.getByRole('link').click()
    await panel().getByRole('checkbox', { name: 'Done: Measure the room' }).waitFor()
    await selin.thread.getByText(/moved it from New request to Offer sent/).waitFor()
  })

  test('[D14] [D17] an amount in a message becomes the deal’s, is told in the thread, and leads back to the message', async () => {
    const visitor = await visitorSaying('Hello there', 'We have 96.000 TL for twenty seats')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('We have 96.000 TL for twenty seats')
    const said = selin.thread.locator('[data-said]').filter({ hasText: '96.000' })
    await said.hover()
    await said.getByRole('button', { name: 'Use this message' }).click()
    await choose('New deal from this')
    await selin.thread.getByText(/made the deal/).waitFor()
    await said.hover()
    await said.getByRole('button', { name: 'Use this message' }).click()
    await choose('As amount: ₺96')
    await selin.thread.getByText(/set the amount to/).waitFor()
    for (const more of ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']) await visitor.says(more)
    await selin.sees('eight')
    await panel().getByRole('link', { name: 'Where it was said' }).first().click()
    await eventually(async () => expect(await said.getAttribute('data-pointed')).toBe(''))
    await eventually(async () => expect(new URL(selin.page.url()).searchParams.has('said')).toBe(false))
    expect(await visitor.page.getByText(/made the deal|amount/).count()).toBe(0)
    await panel()
      .getByRole('link', { name: /^Open “/ })
      .click()
    const sheet = selin.page.getByRole('dialog', { name: /– / })
    await sheet.getByRole('link', { name: 'Where it was said' }).first().click()
    await eventually(async () => expect(await said.getAttribute('data-pointed')).toBe(''))
  })

  test('[D17] [T09] a message becomes a task with the due time it says, leads back, and rings on the row', async () => {
    await visitorSaying('Could you call me tomorrow at 3pm about the oak?')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('Could you call me tomorrow at 3pm about the oak?')
    await selin.makesDeal()
    const row = selin.page.getByRole('listitem').filter({ hasText: 'about the oak?' })
    await row.getByRole('button', { name: /in New request, .*next step/i }).waitFor()
    const said = selin.thread.locator('[data-said]').filter({ hasText: 'about the oak?' })
    await said.hover()
    await said.getByRole('button', { name: 'Use this message' }).click()
    await choose('As task')
    const dialog = selin.page.getByRole('dialog')
    const title = dialog.getByLabel('What is to be done?')
    expect(await title.inputValue()).toBe('Could you call me tomorrow at 3pm about the oak?')
    expect(await dialog.getByLabel('Time').inputValue()).toBe('15:00')
    await title.fill('Call about the oak')
    await dialog.getByRole('button', { name: 'Add task' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await selin.seesTask('Call about the oak')
    await row.getByRole('button', { name: /in New request, .*tomorrow/i }).waitFor()
    await selin.thread.getByText(/Call about the oak/).waitFor()
    await selin.goesTo('/crm/tasks')
    await selin.page.getByRole('link', { name: 'Where it was said' }).click()
    await eventually(async () => expect(await said.getAttribute('data-pointed')).toBe(''))
  })

  test('[D16] [D17] a message becomes a note of the deal', async () => {
    await visitorSaying('The stairs are 80 cm wide')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('The stairs are 80 cm wide')
    await selin.makesDeal()
    const said = selin.thread.locator('[data-said]').filter({ hasText: 'The stairs' })
    await said.hover()
    await said.getByRole('button', { name: 'Use this message' }).click()
    await choose('As note')
    await panel()
      .getByRole('link', { name: /^Open “/ })
      .click()
    const sheet = selin.page.getByRole('dialog', { name: /– / })
    await sheet.getByText('The stairs are 80 cm wide').waitFor()
  })

  test('[D19] where the site wants it, details make a deal, and the thread says who made it', async () => {
    await selin.goesTo('/manage/sites')
    await selin.page.getByRole('button', { name: 'Edit Kuzey' }).click()
    const dialog = selin.page.getByRole('dialog')
    const details = { label: 'When a visitor’s name, e-mail or phone becomes known' }
    await dialog.getByLabel('New deals without an agent').selectOption(details)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const visitor = await visitorSaying('I will leave my address')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('I will leave my address')
    await visitor.page.evaluate(() => Reflect.get(window, 'Parley')('set', { email: 'elif@example.com' }))
    await selin.thread.getByText('Parley made the deal').waitFor()
    await panel().getByRole('radiogroup', { name: 'Stage' }).waitFor()
    expect(await visitor.thread()).toEqual(['I will leave my address'])
  })

  test('[C09] what a page says of its visitor stands apart as unproven, and only addresses of web pages are links', async () => {
    const visitor = await visitorSaying('My cart is full')
    const script = 'javascript:alert(1)'
    const cart = 'https://shop.test/carts/7'
    await visitor.page.evaluate((said) => Reflect.get(window, 'Parley')('set', said), { plan: 'Pro', cart, script })
    await selin.goesTo('/inbox/incoming')
    await selin.opens('My cart is full')
    const said = panel().getByRole('heading', { name: 'Said by the page' }).locator('..')
    await said.getByText('Not checked: anybody can make a page say this.').waitFor()
    await said.getByText('Pro', { exact: true }).waitFor()
    await said.getByText(script, { exact: true }).waitFor()
    const links = said.getByRole('link')
    expect(
      await links.evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.getAttribute('rel')])),
    ).toEqual([[cart, 'noopener noreferrer nofollow']])
  })

  test('[I01] [D14] [D15] what a program did is told under the name of its key', async () => {
    await visitorSaying('The shop knows me')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('The shop knows me')
    const conversationId = new URL(selin.page.url()).pathname.split('/').at(-1) ?? ''
    const sales = await Sales.at(house.parley)
    const scopes = ['deals.read', 'deals.write']
    const wanted = { rid: randomId(), proof: password, name: 'Webshop', scopes }
    const { secret } = await sales.ask<{ secret: string }>('POST', '/keys', wanted)
    const { person } = await sales.ask<{ person: { id: string } }>('GET', `/conversations/${conversationId}`)
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ rid: randomId(), personId: person.id, conversationId })
    await fetch(`${house.parley.server.url}/api/v1/deals`, { method: 'POST', headers, body })
    await selin.thread.getByText('The API key “Webshop” made the deal').waitFor()
    await panel().getByText('History', { exact: true }).click()
    await panel().getByText('The API key “Webshop” made the deal').waitFor()
  })

  test('[D08] [D09] ends take care of the tasks, the follow-up and who won instead', async () => {
    await visitorSaying('Would you match their price?')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('Would you match their price?')
    await selin.makesDeal()
    await panel().getByRole('button', { name: 'Lost' }).click()
    const dialog = selin.page.getByRole('dialog')
    await dialog.getByLabel('Chose a competitor').check()
    await dialog.getByLabel('Who won it instead').fill('Nordmöbel')
    await dialog.getByRole('button', { name: 'Mark as lost' }).click()
    await selin.thread.getByText(/lost it: Chose a competitor/).waitFor()
  })

  test('[D16] a note calls nobody who is not there, a file is dropped in, fetched and removed', async () => {
    await visitorSaying('Can you send the drawings?')
    await selin.goesTo('/inbox/incoming')
    await selin.opens('Can you send the drawings?')
    await selin.makesDeal()
    await panel()
      .getByRole('link', { name: /^Open “/ })
      .click()
    const sheet = selin.page.getByRole('dialog', { name: /– / })
    await sheet.getByRole('textbox', { name: /A note for your team about/ }).fill('Drawings are with Marcus')
    await selin.page.keyboard.press('Control+Enter')
    await sheet.getByText('Drawings are with Marcus').waitFor()
    await sheet.getByRole('button', { name: 'Keep on top' }).click()
    await sheet.getByRole('button', { name: 'No longer on top' }).waitFor()
    const files = [
      { name: 'drawing.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a drawing') },
      { name: 'tool.pdf', mimeType: 'application/pdf', buffer: Buffer.from('4d5a9000030000000400', 'hex') },
    ]
    await sheet.locator('input[type=file]').setInputFiles(files)
    const link = sheet.getByRole('link', { name: 'drawing.pdf' })
    await link.waitFor()
    await sheet.getByText('Files of this kind cannot be added.').waitFor()
    const [download] = await Promise.all([selin.page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toBe('drawing.pdf')
    await sheet.getByRole('button', { name: 'Remove “drawing.pdf”' }).click()
    await sheet.getByRole('button', { name: 'Remove for good' }).first().click()
    await link.waitFor({ state: 'hidden' })
  })

  test('[T14] every panel explains itself in place, and says whom to ask', async () => {
    await selin.goesTo('/manage/team')
    await selin.page.getByLabel('Whom your team asks for help').fill('help@kuzey.test')
    await selin.page.getByRole('button', { name: 'Save', exact: true }).click()
    await selin.page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'hidden' })
    const article = selin.page.getByRole('dialog')
    await selin.goesTo('/crm/deals?view=board')
    await selin.page.locator('main header').getByRole('button', { name: 'Help' }).click()
    await article.getByRole('heading', { name: 'The board' }).waitFor()
    await article.getByRole('button', { name: 'The list of deals' }).click()
    await article.getByText(/A row may be won or lost/).waitFor()
    await selin.page.keyboard.press('Escape')
    await selin.goesTo('/inbox/all')
    await selin.page.getByRole('button', { name: 'Help' }).first().click()
    await article.getByRole('heading', { name: 'The inbox' }).waitFor()
    await article.getByRole('button', { name: 'Deals' }).click()
    await article.getByText(/Losing asks for the reason/).waitFor()
    expect(await article.getByRole('link', { name: 'help@kuzey.test' }).getAttribute('href')).toBe(
      'mailto:help@kuzey.test',
    )
    await selin.page.keyboard.press('Escape')
    await article.waitFor({ state: 'hidden' })
  })
})
