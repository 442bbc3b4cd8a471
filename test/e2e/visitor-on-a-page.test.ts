import { describe, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { hasChromium, openChromium } from '../support/chromium'
import { HostPage } from '../support/host-page'
import { install, newFolder } from '../support/installed'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('a visitor on somebody’s page', () => {
  const house = moveIn()

  const arrive = async () => VisitorActor.arrives(await house.browser.profile(), house.shop.url())
  /** The conversation the visitor's last words opened, as the team knows it. */
  const conversationWith = async (words: string) =>
    (await house.line.heardFact('message.sent', (fact) => fact.data.message.body === words)).data.conversation.id
  const answer = (conversationId: string, body: string) =>
    house.line.ask('message:send', { id: randomId(), conversationId, body })

  test('[W01] [W06] the launcher appears on another site’s page, and nothing is stored before words are written', async () => {
    const visitor = await arrive()
    await visitor.launcher.waitFor()
    expect(await visitor.page.locator('parley-chat iframe').count()).toBeLessThanOrEqual(1)
    expect(await visitor.stored()).toEqual({ page: [], cookies: 0 })
    await visitor.opensChat()
    expect(await visitor.stored()).toEqual({ page: [], cookies: 0 })
    const frame = visitor.page.frames().find((one) => one.url().includes('/frame/'))
    expect(await frame?.evaluate(() => Object.keys(localStorage))).toEqual([])
    await visitor.context.close()
  })

  test('[W02] [W03] words go to the team and back, from sending to seen', async () => {
    const visitor = await (await arrive()).opensChat()
    await visitor.says('How long is delivery to Oslo?')
    await visitor.seesState('Sent')
    const conversationId = await conversationWith('How long is delivery to Oslo?')
    await house.line.ask('conversation:mark', { conversationId, delivered: 1, read: 0 })
    await visitor.seesState('Delivered')
    await house.line.ask('conversation:mark', { conversationId, delivered: 1, read: 1 })
    await visitor.seesState('Seen')
    house.line.socket.emit('signal', 'agent.typing', { conversationId, typing: true })
    await visitor.chat.locator('.typing').waitFor()
    await answer(conversationId, 'About five weeks.')
    await visitor.sees('About five weeks.')
    await house.line.heardFact('conversation.seen', (fact) => fact.data.conversation.visitorMarks.read === 2)
    await visitor.context.close()
  })

  test('[W05] [W04] reloaded, in a second tab and on a later page it is the same conversation, nothing missing or twice', async () => {
    const visitor = await (await arrive()).opensChat()
    await visitor.says('One')
    const conversationId = await conversationWith('One')
    await visitor.seesState('Sent')
    await visitor.reloads()
    await visitor.opensChat()
    await visitor.sees('One')
    const tab = await (await visitor.opensSecondTab()).opensChat()
    await tab.sees('One')
    await tab.says('Two')
    await visitor.sees('Two')
    await answer(conversationId, 'Three')
    await visitor.sees('Three')
    await tab.sees('Three')
    expect(await visitor.thread()).toEqual(['One', 'Two', 'Three'])
    expect(await tab.thread()).toEqual(['One', 'Two', 'Three'])
    await visitor.context.close()
  })

  test('[W14] an answer that comes while the chat is closed is counted on the launcher, also on the next page', async () => {
    const visitor = await (await arrive()).opensChat()
    await visitor.says('Tell me later')
    const conversationId = await conversationWith('Tell me later')
    await visitor.launcher.click()
    await answer(conversationId, 'Later is now')
    await visitor.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    await visitor.page.goto(house.shop.url('127.0.0.1', '/chairs'))
    await visitor.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    await visitor.opensChat()
    await visitor.sees('Later is now')
    await visitor.launcher.click()
    await visitor.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor()
    await visitor.context.close()
  })

  test('[W18] [W19] calls made before the widget loads are kept, and the page hears what happens', async () => {
    const visitor = await arrive()
    await visitor.launcher.waitFor()
    await visitor.page.evaluate(() => (window as unknown as { Parley: (act: string) => void }).Parley('open'))
    await visitor.box.waitFor()
    await visitor.says('From a page that knows me')
    const conversationId = await conversationWith('From a page that knows me')
    const { person } = await house.line.ask('conversation:read', { conversationId })
    expect(person.attributes).toEqual({ plan: 'pro' })
    await answer(conversationId, 'Welcome')
    await visitor.sees('Welcome')
    await visitor.page.evaluate(() => (window as unknown as { Parley: (act: string) => void }).Parley('toggle'))
    await eventually(async () => {
      const events = (await visitor.heard()).map(([event]) => event)
      expect(events).toEqual(expect.arrayContaining(['ready', 'open', 'message:sent', 'message:received', 'close']))
    })
    await visitor.context.close()
  })

  test('in a private window, where nothing may be stored, the chat works as long as the tab lives and says so', async () => {
    const visitor = await VisitorActor.arrives(await house.browser.context(), house.shop.url())
    await visitor.opensChat()
    await visitor.says('Off the record')
    await visitor.seesState('Sent')
    await visitor.chat.getByText('this conversation lasts only as long as this tab').waitFor()
    expect(await visitor.stored()).toEqual({ page: [], cookies: 0 })
    await visitor.context.close()
  })

  test('words that are too long stay in the box and are named', async () => {
    const visitor = await (await arrive()).opensChat()
    await visitor.box.fill('x'.repeat(4_005))
    await visitor.box.press('Enter')
    await visitor.chat.getByText('Too long by 5 characters. Shorten it or send it in parts.').waitFor()
    expect(await visitor.box.inputValue()).toHaveLength(4_005)
    await visitor.context.close()
  })

  test('[W04] a server killed in the middle: what was written meanwhile arrives, once and in order', async () => {
    const visitor = await VisitorActor.arrives(
      await house.browser.profile({ allow: [/ERR_CONNECTION_REFUSED|WebSocket|net::ERR/] }),
      house.shop.url(),
    )
    await visitor.opensChat()
    await visitor.says('Before the storm')
    await visitor.seesState('Sent')
    await house.parley.server.kill()
    await visitor.says('In the storm, one')
    await visitor.says('In the storm, two')
    await house.parley.server.start()
    await eventually(
      async () => expect(await visitor.chat.locator('.own .meta').last().textContent()).toMatch(/Sent|Delivered|Seen/),
      40_000,
    )
    expect(await visitor.thread()).toEqual(['Before the storm', 'In the storm, one', 'In the storm, two'])
    await visitor.reloads()
    await visitor.opensChat()
    await visitor.sees('In the storm, two')
    expect(await visitor.thread()).toEqual(['Before the storm', 'In the storm, one', 'In the storm, two'])
    await visitor.context.close()
    await house.ringsAgain()
  })

  test('[W01] on a page of no listed domain the page is left alone, with one line why', async () => {
    const context = await house.browser.profile({ allow: [/403|origin-refused/] })
    const stranger = await HostPage.open(house.parley.server.url, house.parley.key)
    const visitor = await VisitorActor.arrives(context, stranger.url('evil.test'))
    await eventually(async () => expect((await visitor.heard()).map(([event]) => event)).toContain('error'))
    expect(await visitor.page.locator('parley-chat').count()).toBe(0)
    await stranger.close()
    await context.close()
  })
})

describe.skipIf(!hasChromium())('on plain http, where there is no secure context', () => {
  test('[W02] [W03] the chat works under a name over http', async () => {
    const browser = await openChromium()
    const folder = newFolder()
    const first = await install(folder)
    await first.server.stop()
    const address = `http://chat.test:${first.server.port}`
    const server = first.server.under({ PUBLIC_URL: address, LIMITS_FACTOR: '1000' })
    await server.start()
    const shop = await HostPage.open(address, first.key)
    const visitor = await VisitorActor.arrives(await browser.profile(), shop.url('shop.test'))
    expect(await visitor.page.evaluate(() => isSecureContext)).toBe(false)
    await visitor.opensChat()
    await visitor.says('Plain words')
    await visitor.seesState('Sent')
    await visitor.reloads()
    await visitor.opensChat()
    await visitor.sees('Plain words')
    browser.expectQuiet()
    await shop.close()
    await browser.close()
    await server.kill()
  })
})
