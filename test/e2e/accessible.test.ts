import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { Line } from '../support/ask'
import { type Chromium, hasChromium, openChromium } from '../support/chromium'
import { HostPage } from '../support/host-page'
import { type Installed, install, newFolder, visitorAt } from '../support/installed'
import { page as shopPage } from '../support/world'
import { VisitorActor } from './actors/visitor'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong, a line each. */
async function findings(page: Page | Frame): Promise<string[]> {
  // Colours that are on their way are not the colours one reads.
  await page.waitForTimeout(400)
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

describe.skipIf(!hasChromium())('everybody can use it', () => {
  let browser: Chromium
  let parley: Installed
  let agent: Line
  let conversationId: string
  let dealId: string

  beforeAll(async () => {
    browser = await openChromium()
    parley = await install(newFolder())
    agent = await Line.open(`${parley.server.url}/agent`, { headers: { cookie: parley.cookie } })
    const visitor = await visitorAt(parley.server.url, parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: 'Do you ship to Norway?', page: shopPage, language: 'tr-TR' }
    conversationId = (await visitor.ask('visit:send', said)).conversationId
    const { person } = await agent.ask('conversation:read', { conversationId })
    dealId = (await agent.ask('deal:create', { personId: person.id, conversationId })).id
    await agent.ask('task:create', {
      personId: person.id,
      dealId,
      conversationId,
      title: 'Call',
      dueAt: '2026-01-01T09:00:00.000Z',
    })
    await agent.ask('note:write', { conversationId, body: 'A note' })
    visitor.close()
  })
  afterAll(async () => {
    agent.close()
    await browser.close()
    await parley.server.kill()
  })

  const screens = () => [
    `/inbox/incoming/${conversationId}`,
    `/inbox/incoming/${conversationId}?deal=${dealId}`,
    '/crm/deals',
    '/manage/sites',
    '/manage/team',
    '/manage/keys',
    '/manage/account',
    '/nowhere',
  ]

  test.each(['light', 'dark'] as const)('every screen of the console, %s and on a phone', async (colorScheme) => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const context = await browser.context({ colorScheme, viewport })
      const [name = '', value = ''] = parley.cookie.split('=')
      await context.addCookies([{ name, value, url: parley.server.url }])
      const page = await context.newPage()
      for (const path of screens()) {
        await page.goto(parley.server.url + path)
        await page.locator('main').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await findings(page), path).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, `${path} is wider than the window`).toBe(0)
      }
      await context.close()
    }
    browser.expectQuiet()
  })

  test.each(['light', 'dark'] as const)('the forms that guard the door, %s', async (colorScheme) => {
    const context = await browser.context({ colorScheme, viewport: { width: 390, height: 844 } })
    const [name = '', value = ''] = parley.cookie.split('=')
    await context.addCookies([{ name, value, url: parley.server.url }])
    const page = await context.newPage()
    for (const [path, button] of [
      ['/manage/account', 'Set up two-step sign-in'],
      ['/manage/account', 'Change password'],
      ['/manage/team', /^Edit /],
      ['/manage/keys', 'Make key'],
    ] as const) {
      await page.goto(parley.server.url + path)
      await page.getByRole('button', { name: button }).first().click()
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), String(button)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await context.close()
    browser.expectQuiet()
  })

  test.each(['light', 'dark'] as const)('the door, %s', async (colorScheme) => {
    const context = await browser.context({ colorScheme, allow: [/401/] })
    const page = await context.newPage()
    await page.goto(`${parley.server.url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await findings(page)).toEqual([])
    await context.close()
  })

  test.each(['light', 'dark'] as const)('the chat on somebody’s page, %s', async (colorScheme) => {
    const shop = await HostPage.open(parley.server.url, parley.key)
    const visitor = await VisitorActor.arrives(await browser.profile({ colorScheme }), shop.url())
    await visitor.opensChat()
    await visitor.says('Hello https://example.com')
    const frame = visitor.page.frames().find((one) => one.url().includes('/frame/'))
    if (!frame) throw new Error('There is no frame')
    expect(await findings(frame)).toEqual([])
    await visitor.context.close()
    await shop.close()
  })
})
