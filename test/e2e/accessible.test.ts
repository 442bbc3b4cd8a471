import { beforeAll, describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { page as shopPage } from '../support/shop-page'
import { findings } from './actors/axe'
import { moveIn } from './actors/house'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('everybody can use it', () => {
  const house = moveIn()
  let conversationId: string
  let dealId: string
  let leadId: string
  let contactId: string
  let companyId: string

  beforeAll(async () => {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: 'Do you ship to Norway?', page: shopPage, language: 'tr-TR' }
    conversationId = (await visitor.ask('visit:send', said)).conversationId
    const { person } = await house.line.ask('conversation:read', { conversationId })
    dealId = (await house.line.ask('deal:create', { personId: person.id, conversationId })).id
    const details = { name: 'Ayşe Kaya', emails: ['ayse@example.com'], company: 'Kaya Mobilya' }
    leadId = (await house.line.ask('lead:create', { whose: { personId: person.id }, details })).id
    const company = { name: 'Kaya Mobilya', domains: ['kaya.test'], phones: ['+90 232 444 55 66'], tags: ['vip'] }
    companyId = (await house.line.ask('company:create', { siteId: person.siteId, details: company })).id
    const known = { ...{ name: 'Ayşe Kaya', emails: ['ayse@kaya.test'], tags: ['vip'] }, companyId, mayMail: true }
    contactId = (await house.line.ask('contact:create', { whose: { personId: person.id }, details: known })).id
    await house.line.ask('task:create', {
      personId: person.id,
      dealId,
      conversationId,
      title: 'Call',
      dueAt: '2026-01-01T09:00:00.000Z',
    })
    await house.line.ask('note:write', { conversationId, body: 'A note' })
    visitor.close()
  })

  const screens = () => [
    `/inbox/incoming/${conversationId}`,
    `/inbox/incoming/${conversationId}?deal=${dealId}`,
    '/crm/deals?view=board',
    `/crm/deals?view=board&stuck=yes&q=a&card=${dealId}`,
    '/crm/deals?view=list&sort=-amount,name',
    '/crm/tasks',
    '/crm/tasks?view=week',
    '/crm/tasks?view=day',
    '/crm/tasks?view=team',
    '/crm/leads',
    '/crm/leads?look=board',
    `/crm/leads/${leadId}`,
    '/crm/contacts',
    `/crm/contacts/${contactId}`,
    '/crm/contacts?q=nobody&company=none',
    '/crm/companies',
    `/crm/companies/${companyId}`,
    '/crm/reports',
    '/crm/reports/funnel',
    '/crm/reports/lost?by=closed',
    '/crm/reports/leads',
    '/crm/reports/money',
    '/crm/reports/chats',
    '/crm/reports/chats?by=hour&period=all',
    '/manage/sites',
    '/manage/team',
    '/manage/pipelines',
    '/manage/leads',
    '/manage/rules',
    '/manage/keys',
    '/manage/account',
    '/nowhere',
  ]

  /** A part at a time, so that no part takes long. */
  const parts = [0, 1, 2, 3]

  test.each(parts)('every screen of the console, light and dark, and on a phone, part %i', async (part) => {
    const look = async (viewport: { width: number; height: number }) => {
      const context = await house.browser.context({ viewport })
      const [name = '', value = ''] = house.parley.cookie.split('=')
      await context.addCookies([{ name, value, url: house.parley.server.url }])
      const page = await context.newPage()
      for (const path of screens().filter((_, at) => at % parts.length === part)) {
        await page.goto(house.parley.server.url + path)
        await page.locator('main').waitFor()
        await page.locator('h1').first().waitFor({ state: 'attached' })
        await page.waitForLoadState('networkidle')
        // The colours turn where the page stands: it is not loaded anew for them.
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect(await findings(page), `${path}, ${colorScheme}`).toEqual([])
        }
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, `${path} is wider than the window`).toBe(0)
      }
      await context.close()
    }
    // Side by side: a screen is waited for longer than it is looked at.
    await Promise.all([look({ width: 1440, height: 900 }), look({ width: 390, height: 844 })])
    house.browser.expectQuiet()
  })

  test.each(['light', 'dark'] as const)('the forms that guard the door, %s', async (colorScheme) => {
    const context = await house.browser.context({ colorScheme, viewport: { width: 390, height: 844 } })
    const [name = '', value = ''] = house.parley.cookie.split('=')
    await context.addCookies([{ name, value, url: house.parley.server.url }])
    const page = await context.newPage()
    for (const [path, button] of [
      ['/manage/account', 'Set up two-step sign-in'],
      ['/manage/account', 'Change password'],
      ['/manage/team', /^Edit /],
      ['/manage/keys', 'Make key'],
      ['/crm/deals?view=board', 'Filter'],
      ['/crm/deals?view=board', /^New deal in/],
      ['/crm/deals?view=list', 'Columns'],
      ['/crm/deals?view=list', 'Import deals'],
      ['/crm/contacts', 'New contact'],
      ['/crm/companies', 'New company'],
    ] as const) {
      await page.goto(house.parley.server.url + path)
      await page.getByRole('button', { name: button }).first().click()
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), String(button)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await context.close()
    house.browser.expectQuiet()
  })

  test.each(['light', 'dark'] as const)(
    'what is asked about a deal, its tasks and a message, and help, %s',
    async (colorScheme) => {
      const context = await house.browser.context({ colorScheme, viewport: { width: 390, height: 844 } })
      const [name = '', value = ''] = house.parley.cookie.split('=')
      await context.addCookies([{ name, value, url: house.parley.server.url }])
      const page = await context.newPage()
      for (const [path, button] of [
        [`/crm/deals?deal=${dealId}`, 'Won'],
        [`/crm/deals?deal=${dealId}`, 'Lost'],
        ['/inbox/all', 'Help'],
      ] as const) {
        await page.goto(house.parley.server.url + path)
        await page.getByRole('button', { name: button, exact: true }).first().click()
        const dialog = page.getByRole('dialog').last()
        await dialog.waitFor()
        const more = dialog.getByRole('button', { name: 'Add a reason' })
        if (button === 'Lost') await more.click()
        expect(await findings(page), button).toEqual([])
        await page.keyboard.press('Escape')
      }
      await context.close()
      house.browser.expectQuiet()
    },
  )

  test.each(['light', 'dark'] as const)('the door, %s', async (colorScheme) => {
    const context = await house.browser.context({ colorScheme, allow: [/401/] })
    const page = await context.newPage()
    await page.goto(`${house.parley.server.url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await findings(page)).toEqual([])
    await context.close()
  })

  test.each(['light', 'dark'] as const)('the chat on somebody’s page, %s', async (colorScheme) => {
    const visitor = await VisitorActor.arrives(await house.browser.profile({ colorScheme }), house.shop.url())
    await visitor.opensChat()
    await visitor.says('Hello https://example.com')
    await visitor.card.waitFor()
    const frame = visitor.page.frames().find((one) => one.url().includes('/frame/'))
    if (!frame) throw new Error('There is no frame')
    expect(await findings(frame)).toEqual([])
    await visitor.context.close()
  })
})
