import { beforeAll, describe, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { password } from '../support/password'
import { called } from '../support/renamed'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('a chat becomes a deal', () => {
  const house = moveIn()
  let selin: AgentActor
  let marcus: AgentActor

  beforeAll(async () => {
    const owner = await house.browser.context({ viewport: { width: 1440, height: 900 } })
    // Being asked who one is, is answered 401: the console looks before it shows the door.
    selin = await AgentActor.signsIn(owner, house.parley.server.url, 'selin@kuzey.test', password)
    await hire('Marcus Hale', 'marcus@kuzey.test')
    const second = await house.browser.context({ viewport: { width: 1440, height: 900 } })
    marcus = await AgentActor.signsIn(second, house.parley.server.url, 'marcus@kuzey.test', password)
  })

  async function hire(name: string, email: string): Promise<void> {
    const ask = (path: string, init?: RequestInit) =>
      fetch(`${house.parley.server.url}/api/v1${path}`, {
        ...init,
        headers: { cookie: house.parley.cookie, 'content-type': 'application/json', 'x-requested-with': 'parley' },
      })
    const [site] = await (await ask('/sites')).json()
    const body = { rid: randomId(), name, email, password, role: 'agent', locale: 'en', siteIds: [site.id] }
    await ask('/agents', { method: 'POST', body: JSON.stringify(body) })
  }

  const visitorSaying = async (words: string) => {
    const visitor = await VisitorActor.arrives(await house.browser.profile(), house.shop.url())
    await visitor.opensChat()
    return visitor.says(words)
  }

  test('[A01] [A02] [A03] [A09] [W03] they talk: Incoming without a reload, accepted, answered, noted, seen on both sides', async () => {
    await selin.goesTo('/inbox/incoming')
    await marcus.goesTo('/inbox/incoming')
    const visitor = await visitorSaying('Do you deliver to Oslo?')
    await selin.opens('Do you deliver to Oslo?')
    await visitor.seesState('Seen')
    await marcus.row('Do you deliver to Oslo?').waitFor()
    await selin.accepts()
    await marcus.row('Do you deliver to Oslo?').waitFor({ state: 'hidden' })
    await selin.page.getByRole('textbox', { name: /^Reply to/ }).pressSequentially('We')
    await visitor.chat.locator('.typing').waitFor()
    await selin.replies('We do, in five weeks.')
    await visitor.sees('We do, in five weeks.')
    await selin.notes('Ask Priya about customs')
    await marcus.looksAt('All')
    await marcus.opens('We do, in five weeks.')
    await marcus.sees('Ask Priya about customs')
    await visitor.types('And to ')
    await selin.page.getByText(/is writing$/).waitFor({ state: 'attached' })
    expect(await visitor.thread()).toEqual(['Do you deliver to Oslo?', 'We do, in five weeks.'])
    await visitor.context.close()
  })

  test('[A06] closing is seen by the visitor, and writing again brings it back', async () => {
    await selin.goesTo('/inbox/incoming')
    const visitor = await visitorSaying('Short question')
    await selin.opens('Short question')
    await selin.accepts()
    await selin.page
      .getByRole('button', { name: /^Close(?! details)/ })
      .first()
      .click()
    await visitor.chat.getByText('This conversation is closed. Write to open it again.').waitFor()
    await visitor.says('One more thing')
    await selin.goesTo('/inbox/mine')
    await selin.opens('One more thing')
    await visitor.context.close()
  })

  test('[D01] [D03] [D07] [D08] [T01] [D12] [D18] a new deal is filled in, moved, given a task and won, with reloads between', async () => {
    await selin.goesTo('/inbox/incoming')
    const visitor = await visitorSaying('What would twenty tables cost?')
    await selin.opens('What would twenty tables cost?')
    await selin.makesDeal()
    await selin.fills('Name', 'Twenty tables')
    await selin.fills('Amount', '1,250.50')
    await selin.panel.getByText('₺1,250.50').first().waitFor()
    await selin.movesDealTo('Need confirmed')
    await selin.page.reload()
    await selin.panel.getByText('Twenty tables').first().waitFor()
    await selin.seesStage('Need confirmed')
    await selin.panel.getByText('₺1,250.50').first().waitFor()
    await selin.addsTask('Send the quote')
    await selin.page.reload()
    await selin.seesTask('Send the quote')

    await marcus.goesTo('/crm/deals')
    await marcus.seesCardIn('Twenty tables', 'Need confirmed')
    await selin.movesDealTo('Offer sent')
    await marcus.seesCardIn('Twenty tables', 'Offer sent')

    await selin.panel.getByRole('button', { name: 'Won' }).click()
    await selin.page.getByRole('button', { name: 'Mark as won' }).click()
    await selin.panel
      .getByText(/Won on|1 closed deal/)
      .first()
      .waitFor()
    await marcus.card('Twenty tables').waitFor({ state: 'hidden' })
    await selin.page.reload()
    await selin.panel.getByText(/1 closed deal/).waitFor()
    await visitor.context.close()
  })

  test('[D09] losing asks for a reason, and the server insists', async () => {
    await selin.goesTo('/inbox/incoming')
    const visitor = await visitorSaying('Maybe next year')
    await selin.opens('Maybe next year')
    await selin.makesDeal()
    await selin.panel.getByRole('button', { name: 'Lost' }).click()
    await selin.page.getByRole('button', { name: 'Mark as lost' }).click()
    await selin.page.getByText('Please choose why the deal was lost.').waitFor()
    await selin.page.getByRole('radio', { name: called('Timing') }).check()
    await selin.page.getByRole('button', { name: 'Mark as lost' }).click()
    await selin.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await selin.panel
      .getByText(new RegExp(`1 closed deal|Lost: ${called('Timing')}`))
      .first()
      .waitFor()
    await visitor.context.close()
  })

  test('[K01] [K02] [K04] [K10] [K11] [D13] the board: moved by mouse and by keyboard, seen by everybody, agreeing with the chat', async () => {
    await selin.goesTo('/inbox/incoming')
    const visitor = await visitorSaying('A board for my deal')
    await selin.opens('A board for my deal')
    await selin.makesDeal()
    await selin.fills('Name', 'Board deal')
    await marcus.goesTo('/crm/deals')
    await marcus.seesCardIn('Board deal', 'New request')

    const target = marcus.page.getByRole('region', { name: new RegExp(`^${called('Contacted')},`) })
    const [from, to] = [await marcus.card('Board deal').boundingBox(), await target.boundingBox()]
    if (!from || !to) throw new Error('The board has no place on screen')
    await marcus.page.mouse.move(from.x + 40, from.y + 20)
    await marcus.page.mouse.down()
    await marcus.page.mouse.move(from.x + 80, from.y + 30, { steps: 5 })
    await marcus.page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 15 })
    await marcus.page.mouse.up()
    await marcus.seesCardIn('Board deal', 'Contacted')
    await selin.seesStage('Contacted')

    await marcus.card('Board deal').getByRole('link').focus()
    await marcus.page.keyboard.press('Space')
    await marcus.page.keyboard.press('ArrowRight')
    await marcus.page.keyboard.press('Space')
    await marcus.seesCardIn('Board deal', 'Need confirmed')
    await selin.seesStage('Need confirmed')

    await marcus.card('Board deal').getByRole('link').focus()
    await marcus.page.keyboard.press('Space')
    await marcus.page.keyboard.press('ArrowRight')
    await marcus.page.keyboard.press('Escape')
    await marcus.seesCardIn('Board deal', 'Need confirmed')
    await visitor.context.close()
  })

  test('[K05] [K06] [D04] dropping on Lost asks first, calling it off leaves the card; a card opens its chat over the board', async () => {
    await marcus.goesTo('/crm/deals')
    const card = marcus.card('Board deal')
    const from = await card.boundingBox()
    if (!from) throw new Error('The card has no place on screen')
    await marcus.page.mouse.move(from.x + 40, from.y + 20)
    await marcus.page.mouse.down()
    await marcus.page.mouse.move(from.x + 90, from.y + 60, { steps: 5 })
    const strip = marcus.page.locator('[data-strip="lost"]')
    await strip.waitFor()
    await eventually(async () => expect((await strip.boundingBox())?.y ?? 9_999).toBeLessThan(890))
    await marcus.page.waitForTimeout(300)
    const to = await strip.boundingBox()
    if (!to) throw new Error('The strip has no place on screen')
    await marcus.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 15 })
    await marcus.page.mouse.up()
    const dialog = marcus.page.getByRole('dialog', { name: /^Lost: Board deal/ })
    await dialog.waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await marcus.seesCardIn('Board deal', 'Need confirmed')

    await card.getByRole('link').click()
    await marcus.sees('A board for my deal')
    await marcus.page.keyboard.press('Escape')
    await marcus.thread.waitFor({ state: 'hidden' })
    await eventually(async () =>
      expect(await marcus.page.evaluate(() => document.activeElement?.textContent)).toContain('Board deal'),
    )

    await card.hover()
    await card.getByRole('button', { name: 'More for “Board deal”' }).click()
    await marcus.page.getByRole('menuitem', { name: 'Open the deal' }).click()
    await marcus.page
      .getByRole('dialog', { name: /Board deal/ })
      .or(marcus.page.getByRole('complementary', { name: /Board deal/ }))
      .first()
      .waitFor()
    await marcus.page.keyboard.press('Escape')
  })

  test('[O01] [W04] [A01] a server killed in the middle: screens heal by themselves and nothing is missing', async () => {
    const allow = [/ERR_CONNECTION_REFUSED|WebSocket|net::ERR/]
    const context = await house.browser.context({ allow, viewport: { width: 1440, height: 900 } })
    const agent = await AgentActor.signsIn(context, house.parley.server.url, 'marcus@kuzey.test', password)
    await selin.context.close()
    await marcus.context.close()
    const visitor = await VisitorActor.arrives(await house.browser.profile({ allow }), house.shop.url())
    await visitor.opensChat()
    await visitor.says('Before')
    await agent.goesTo('/inbox/incoming')
    await agent.opens('Before')
    await agent.replies('Answered before')
    await visitor.sees('Answered before')
    await house.parley.server.kill()
    await visitor.says('Said in the dark')
    await agent.replies('Answered in the dark')
    await house.parley.server.start()
    await eventually(() => agent.sees('Said in the dark').then(() => {}), 40_000)
    await eventually(() => visitor.sees('Answered in the dark').then(() => {}), 40_000)
    const said = await visitor.thread()
    expect([...said].sort()).toEqual(['Answered before', 'Answered in the dark', 'Before', 'Said in the dark'])
    await agent.page.reload()
    await agent.sees('Answered in the dark')
    await context.close()
    await visitor.context.close()
  })
})
