import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { password } from '../support/password'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { Sales } from './actors/sales'

describe.skipIf(!hasChromium())('the board', () => {
  const house = moveIn()
  let sales: Sales
  let selin: AgentActor
  let marcus: AgentActor

  beforeAll(async () => {
    sales = await Sales.at(house.parley)
    await sales.hire('Marcus Hale', 'marcus@kuzey.test')
    await sales.deal('The first one', 'Ida', 3)
    const wide = { viewport: { width: 1440, height: 900 } }
    selin = await AgentActor.signsIn(
      await house.browser.context(wide),
      house.parley.server.url,
      'selin@kuzey.test',
      password,
    )
    marcus = await AgentActor.signsIn(
      await house.browser.context(wide),
      house.parley.server.url,
      'marcus@kuzey.test',
      password,
    )
  })

  const column = (page: Page, stage: string) => page.getByRole('region', { name: new RegExp(`^${stage},`) })

  /** Presses the mouse on something and brings it somewhere without letting go. */
  async function carry(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
    // What carries cards is fetched when a board is first looked at.
    await page.waitForLoadState('networkidle')
    const from = await what.boundingBox()
    if (!from) throw new Error('It has no place on screen')
    await page.mouse.move(from.x + 40, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 })
    await page.mouse.move(to.x, to.y, { steps: 12 })
  }

  async function middleOf(where: Locator): Promise<{ x: number; y: number }> {
    const box = await where.boundingBox()
    if (!box) throw new Error('It has no place on screen')
    return { x: box.x + box.width / 2, y: box.y + Math.min(180, box.height / 2) }
  }

  test('[K12] a deal is added to a column for somebody new and for somebody known', async () => {
    await selin.goesTo('/crm/deals?view=board')
    await selin.page.getByRole('button', { name: 'New deal in Contacted' }).click()
    const dialog = selin.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Person' }).fill('Ayşe Kaya')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Two sofas')
    await dialog.getByRole('button', { name: 'Add deal' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await selin.seesCardIn('Two sofas', 'Contacted')
    await selin.page.keyboard.press('n')
    await dialog.getByRole('combobox', { name: 'Person' }).pressSequentially('ayse')
    await dialog.getByRole('option', { name: /^Ayşe Kaya/ }).waitFor()
    await selin.page.keyboard.press('Enter')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('A lamp')
    await selin.page.keyboard.press('Enter')
    await selin.seesCardIn('A lamp', 'New request')
    await eventually(async () => expect(await selin.card('A lamp').textContent()).toContain('Ayşe Kaya'))
  })

  test('[K10] a card a colleague carries shows who, and then where it went', async () => {
    await sales.deal('Carried around', 'Bob', 0)
    await marcus.goesTo('/crm/deals?view=board')
    await selin.goesTo('/crm/deals?view=board')
    await carry(marcus.page, marcus.card('Carried around'), await middleOf(column(marcus.page, 'Contacted')))
    await selin.card('Carried around').getByText('Marcus Hale is moving it').waitFor()
    // It says so for a moment only: whoever looks later than that must not have missed it.
    const said = await watchFor(selin.page, 'Marcus Hale moved it')
    await marcus.page.mouse.up()
    await said()
    await selin.seesCardIn('Carried around', 'Contacted')
    await selin.card('Carried around').getByText('Marcus Hale moved it').waitFor({ state: 'hidden' })
  })

  test('[K04] several cards are picked out and dragged together', async () => {
    for (const name of ['Many one', 'Many two', 'Many three']) await sales.deal(name, 'Bob', 0)
    await selin.goesTo('/crm/deals?view=board')
    await selin
      .card('Many one')
      .getByRole('link')
      .click({ modifiers: ['Control'] })
    await selin
      .card('Many two')
      .getByRole('link')
      .click({ modifiers: ['Shift'] })
    await carry(selin.page, selin.card('Many two'), await middleOf(column(selin.page, 'Offer sent')))
    await selin.page.getByText('2 deals', { exact: true }).waitFor()
    await selin.page.mouse.up()
    await selin.seesCardIn('Many one', 'Offer sent')
    await selin.seesCardIn('Many two', 'Offer sent')
    await selin.seesCardIn('Many three', 'New request')
  })

  test('[K05] [D09] several dropped on Lost are asked for one reason, and calling it off leaves them', async () => {
    for (const name of ['Gone one', 'Gone two']) await sales.deal(name, 'Bob', 3)
    await selin.goesTo('/crm/deals?view=board')
    const drop = async () => {
      for (const name of ['Gone one', 'Gone two']) {
        await selin.card(name).getByRole('link').focus()
        await selin.page.keyboard.press('x')
      }
      await selin.page.keyboard.press('Space')
      for (let step = 0; step < 3; step++) await selin.page.keyboard.press('ArrowRight')
      await selin.page.keyboard.press('Space')
    }
    await drop()
    const dialog = selin.page.getByRole('dialog', { name: 'Lose 2 deals' })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await selin.seesCardIn('Gone one', 'Offer sent')
    await drop()
    await dialog.getByRole('button', { name: 'Mark 2 as lost' }).click()
    await dialog.getByText('Please choose why these deals were lost.').waitFor()
    await dialog.getByRole('radio', { name: 'Price' }).check()
    await dialog.getByRole('button', { name: 'Mark 2 as lost' }).click()
    await selin.card('Gone one').waitFor({ state: 'hidden' })
    await selin.card('Gone two').waitFor({ state: 'hidden' })
    await selin.page.getByRole('button', { name: /^Lost, 2 deals/ }).click()
    await column(selin.page, 'Lost').locator('[data-card]').filter({ hasText: 'Gone one' }).waitFor()
  })

  test('[K08] what is searched and narrowed stands in the address, in both views, and under a name one keeps', async () => {
    await sales.deal('Işıklı tabela', 'Çiğdem', 1, 500_000)
    await selin.goesTo('/crm/deals?view=board')
    await selin.page.getByRole('searchbox', { name: 'Search deals' }).fill('ISIKLI')
    await selin.page.waitForURL(/q=ISIKLI/)
    await selin.card('A lamp').waitFor({ state: 'hidden' })
    await selin.seesCardIn('Işıklı tabela', 'Contacted')
    expect(new URL(selin.page.url()).searchParams.get('q')).toBe('ISIKLI')
    await eventually(async () => expect(await column(selin.page, 'Contacted').textContent()).toContain('₺5,000'))
    await sales.deal('Işıklı vitrin', 'Deniz', 1, 100_000)
    await selin.seesCardIn('Işıklı vitrin', 'Contacted')
    await eventually(async () => expect(await column(selin.page, 'Contacted').textContent()).toContain('₺6,000'))
    await selin.page.getByRole('button', { name: 'Views' }).click()
    await selin.page.getByRole('menuitem', { name: 'Save this view…' }).click()
    await selin.page.getByRole('textbox', { name: 'Name' }).fill('Lit signs')
    await selin.page.getByRole('checkbox', { name: 'Share it with the team' }).check()
    await selin.page.keyboard.press('Enter')
    await selin.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await selin.page.getByRole('button', { name: 'List', exact: true }).click()
    await selin.page.getByRole('link', { name: 'Işıklı vitrin' }).waitFor()
    await eventually(async () => expect(await selin.page.locator('[data-deal]').count()).toBe(2))
    await marcus.goesTo('/crm/deals?view=board')
    await marcus.page.getByRole('button', { name: 'Views' }).click()
    await marcus.page.getByRole('menuitemradio', { name: 'Lit signs' }).click()
    await marcus.card('A lamp').waitFor({ state: 'hidden' })
    await marcus.seesCardIn('Işıklı vitrin', 'Contacted')
  })

  test('[K01] the view chosen last is there again', async () => {
    await selin.goesTo('/crm/deals?view=board')
    await selin.page.getByRole('button', { name: 'List', exact: true }).click()
    await selin.page.locator('[data-deal]').first().waitFor()
    await selin.goesTo('/crm/deals')
    await selin.page.locator('[data-deal]').first().waitFor()
    await selin.page.getByRole('button', { name: 'Board', exact: true }).click()
    await selin.page.locator('[data-card]').first().waitFor()
  })

  test('[K03] [K07] a card says how long it stands, a column how long is usual, and what else one wants to see', async () => {
    await selin.goesTo('/crm/deals?view=board')
    await eventually(async () => expect(await column(selin.page, 'Contacted').textContent()).toMatch(/median 0 d/))
    await eventually(async () => expect(await selin.card('A lamp').textContent()).toContain('0 d'))
    await selin.page.getByRole('button', { name: 'What cards show' }).click()
    await selin.page.getByRole('checkbox', { name: 'Source' }).check()
    await selin.page.getByRole('button', { name: 'Done' }).click()
    await eventually(async () => expect(await selin.card('A lamp').textContent()).toContain('Kuzey'))
  })

  test('[K06] [L05] a card opens its person over the board, J and K go on, Escape returns to the same card', async () => {
    await sales.deal('Next to it', 'Zoe', 2)
    await sales.deal('Open me', 'Zoe Two', 2)
    await selin.goesTo('/crm/deals?view=board')
    await selin.card('Open me').getByRole('link').click()
    const sheet = selin.page.getByRole('dialog', { name: 'Conversation with Zoe Two' })
    await sheet.getByText('No conversation yet').waitFor()
    await selin.page.keyboard.press('j')
    await selin.page.getByRole('dialog', { name: 'Conversation with Zoe', exact: true }).waitFor()
    await selin.page.keyboard.press('k')
    await sheet.waitFor()
    await selin.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await eventually(async () =>
      expect(await selin.page.evaluate(() => document.activeElement?.textContent)).toContain('Open me'),
    )
  })

  test('[K11] on a phone a finger rests, lifts a card and drops it a column further', async () => {
    await sales.deal('By touch', 'Bob', 0)
    const context = await house.browser.context({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const phone = await AgentActor.signsIn(context, house.parley.server.url, 'marcus@kuzey.test', password)
    await phone.goesTo('/crm/deals?view=board')
    const card = phone.card('By touch')
    await card.waitFor()
    await phone.page.waitForLoadState('networkidle')
    const box = await card.boundingBox()
    if (!box) throw new Error('It has no place on screen')
    const touch = await context.newCDPSession(phone.page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    await send('touchStart', box.x + 60, box.y + 30)
    await phone.page.waitForTimeout(800)
    await send('touchMove', box.x + 70, box.y + 36)
    await phone.page.locator('[data-strip="won"]').waitFor()
    for (let at = 0; at < 30; at++) {
      await send('touchMove', 384, box.y + 40 + (at % 2))
      await phone.page.waitForTimeout(40)
      const second = await column(phone.page, 'Contacted').boundingBox()
      if (second && second.x < 200) break
    }
    await send('touchMove', 200, box.y + 60)
    await phone.page.waitForTimeout(200)
    await send('touchEnd', 0, 0)
    await eventually(async () => {
      const deals = await sales.ask<{ cards: { deal: { stageId: string } }[] }>('GET', '/deals?q=touch')
      expect(deals.cards[0]?.deal.stageId).not.toBe(sales.stage(0))
    })
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await context.close()
  })
})

/** Looks out for words on a card from now on, however short they stand there; resolves when they did. */
async function watchFor(page: Page, words: string): Promise<() => Promise<void>> {
  const seen = await page.evaluateHandle((wanted) => {
    const found = { once: false }
    const look = () => {
      found.once ||= [...document.querySelectorAll('[data-card]')].some((card) => card.textContent?.includes(wanted))
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
    return found
  }, words)
  return () => eventually(async () => expect(await seen.evaluate(({ once }) => once)).toBe(true))
}
