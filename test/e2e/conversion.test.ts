import { beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('conversion', () => {
  const house = moveIn()
  let siteId: string

  beforeAll(async () => {
    siteId = (await house.line.ask('site:list', {}))[0]?.id ?? ''
  })

  test('[V05] [V12] [V13] [V20] from the chat through a duplicate to the board, and back', async () => {
    const details = { name: 'Ayşe Kaya', emails: ['ayse@kaya.test'], title: 'Owner' }
    const known = await house.line.ask('contact:create', { whose: { siteId }, details })
    const agent = await house.atConsole()
    const { page } = agent
    const visitor = await house.arrive()
    await visitor.says('Twenty benches, please')
    await visitor.card.getByLabel('Name').fill('A. Kaya')
    await visitor.card.getByLabel('E-mail').fill('ayse@kaya.test')
    await visitor.card.getByLabel('E-mail').press('Enter')
    await agent.goesTo('/inbox/incoming')
    await agent.opens('Twenty benches, please')
    await agent.makesDeal()
    await agent.panel.getByText('Not a contact yet. Convert the lead together with this deal.').waitFor()
    const deals = await house.line.ask('deal:list', {})
    const deal = deals.cards[0]?.deal

    const strip = agent.panel.getByRole('article', { name: deal?.name ?? '' })
    await strip.getByRole('button', { name: 'Convert' }).click()
    const review = page.getByRole('dialog', { name: 'Convert A. Kaya' })
    const match = review.getByRole('radio', { name: /This is Ayşe Kaya/ })
    await match.waitFor()
    await eventually(async () => expect(await match.isChecked()).toBe(true))
    await review.getByText('same e-mail ayse@kaya.test').waitFor()
    expect(await review.getByRole('radio', { name: deal?.name ?? '' }).isChecked()).toBe(true)
    // Nothing is asked until somebody wants to choose.
    expect(await review.getByRole('radio', { name: /on the lead/ }).count()).toBe(0)
    await review.getByRole('button', { name: /Choose for/ }).click()
    expect(await findings(page)).toEqual([])
    // Nothing has to be decided: Enter is enough.
    await review.getByRole('textbox', { name: 'First task' }).press('Enter')
    const done = page.getByRole('dialog', { name: 'Ayşe Kaya is a contact now' })
    await done.getByText(/Came along: 1 conversation, 1 deal/).waitFor()
    expect(await findings(page)).toEqual([])
    await done.getByRole('link', { name: 'Open contact' }).click()
    await page.getByRole('heading', { name: 'Ayşe Kaya', level: 1 }).waitFor()
    await page.getByText('Converted from the lead A. Kaya').waitFor()
    await page.getByRole('region', { name: 'Also known of the lead' }).getByText('A. Kaya', { exact: true }).waitFor()

    await agent.goesTo(`/crm/deals/${deal?.pipelineId}`)
    await page.getByText('Ayşe Kaya').first().waitFor()
    // The visitor writes on where they were.
    await visitor.says('And a table')
    await house.line.heardFact('message.sent', ({ data }) => data.conversation.personId === known.personId)

    await agent.goesTo(`/crm/contacts/${known.id}`)
    await page.getByRole('button', { name: 'Undo conversion' }).click()
    await page.getByText('A. Kaya is a lead again').waitFor()
    await page.getByRole('heading', { name: 'A. Kaya', level: 1 }).waitFor()
    await agent.sees('And a table')
  })

  test('[V16] [V17] an old link to a lead leads to the contact it became, and says so', async () => {
    const lead = await house.line.ask('lead:create', {
      whose: { siteId },
      details: { name: 'Deniz Ak', company: 'Ak Ltd' },
    })
    await house.line.ask('lead:create', { whose: { siteId }, details: { name: 'Still a lead' } })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo(`/crm/leads/${lead.id}`)
    await page.getByRole('button', { name: 'Convert' }).click()
    const review = page.getByRole('dialog', { name: 'Convert Deniz Ak' })
    await review.getByRole('radio', { name: 'A new deal' }).check()
    await review.getByLabel(/^Amount/).fill('1250')
    await review.getByLabel('First task').fill('Call Deniz')
    await review.getByText('Company Ak Ltd').waitFor()
    await review.getByRole('button', { name: 'Convert' }).click()
    await page.getByRole('dialog', { name: 'Deniz Ak is a contact now' }).getByText('New company:').waitFor()
    await page.keyboard.press('Escape')
    await agent.goesTo('/crm/leads')
    await page.getByRole('link', { name: 'Still a lead' }).waitFor()
    expect(await page.getByRole('link', { name: 'Deniz Ak' }).count()).toBe(0)
    await agent.goesTo(`/crm/leads/${lead.id}`)
    await page.getByText('This lead was converted. You are looking at the contact it became.').waitFor()
    await page.getByRole('heading', { name: 'Deniz Ak', level: 1 }).waitFor()
  })

  test('[V22] leads that are chosen are converted together, and it says what became of each', async () => {
    const make = (details: object) => house.line.ask('lead:create', { whose: { siteId }, details })
    await make({ name: 'Bulk One', company: 'Bulk Ltd' })
    await house.line.ask('contact:create', { whose: { siteId }, details: { name: 'Twin', emails: ['twin@bulk.test'] } })
    await make({ name: 'Bulk Two', emails: ['twin@bulk.test'] })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/leads?q=bulk')
    for (const name of ['Bulk One', 'Bulk Two']) await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
    await page.getByRole('toolbar', { name: 'Chosen leads' }).getByRole('button', { name: 'Convert' }).click()
    const dialog = page.getByRole('dialog', { name: 'Converting leads' })
    await dialog.getByText('2 of 2 are through.').waitFor()
    await dialog.getByText('1 converted').waitFor()
    await dialog.getByText(/1 left for you/).waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('link', { name: 'Bulk Two' }).waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: 'Bulk Two' }).waitFor()
    await eventually(async () => expect(await page.getByRole('link', { name: 'Bulk One' }).count()).toBe(0))
  })

  test('[C05] two contacts are merged from the page of one, and parted again', async () => {
    const make = (details: object) => house.line.ask('contact:create', { whose: { siteId }, details })
    const one = await make({ name: 'Mert Ak', emails: ['mert@ak.test'], title: 'Buyer' })
    const other = await make({ name: 'Mert A.', emails: ['mert@ak.test'], title: 'Owner', address: 'Bursa' })
    const agent = await house.atConsole({ viewport: { width: 390, height: 844 } })
    const { page } = agent
    await agent.goesTo(`/crm/contacts/${one.id}`)
    await page.getByText('Maybe here already').waitFor()
    await page.getByRole('button', { name: 'Merge with…' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /Choose for/ }).click()
    await dialog.getByRole('radio', { name: /Owner/ }).check()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await page.getByText('Merged with Mert A.').waitFor()
    expect((await house.line.ask('contact:read', { contactId: other.id })).contact).toMatchObject({
      id: one.id,
      title: 'Owner',
    })
    // What was changed since stands in the way, and is named.
    const changes = { address: { was: 'Bursa', is: 'İzmir' } }
    await house.line.ask('contact:edit', { contactId: one.id, changes })
    await page.getByRole('button', { name: 'Undo merge' }).click()
    await page
      .getByRole('dialog', { name: 'This cannot be taken back' })
      .getByText(/changed Mert Ak: Address/)
      .waitFor()
    await page.getByRole('button', { name: 'Leave it' }).click()
    await house.line.ask('contact:edit', { contactId: one.id, changes: { address: { was: 'İzmir', is: 'Bursa' } } })
    await page.getByRole('button', { name: 'Undo merge' }).click()
    await page.getByText('They are two contacts again').waitFor()
    await agent.goesTo(`/crm/contacts/${other.id}`)
    await page.getByRole('heading', { name: 'Mert A.', level: 1 }).waitFor()
  })
})
