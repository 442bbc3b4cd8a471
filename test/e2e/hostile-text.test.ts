import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { randomId } from '#shared/values/random'
import { Line } from '../support/ask'
import { type Chromium, hasChromium, openChromium } from '../support/chromium'
import { HostPage } from '../support/host-page'
import { type Installed, install, newFolder } from '../support/installed'
import { eventually } from './actors/eventually'
import { type Visit, visitWith, type Words } from './actors/hostile-visit'
import { addresses, bundles, canary, hostileWords } from './actors/hostile-words'
import { expectNothingElse, frameOf, readBeside, readInFrame, readOnScreen, readRows } from './actors/reading'
import { VisitorActor } from './actors/visitor'
import { census, watch } from './actors/watch'

const harmless = ['Is https://shop.test/oak or www.shop.test right?', 'Write to selin@kuzey.test or tel:+902325550101.']
const bundled = bundles(hostileWords, 10)
const pairs = bundled.flatMap((some, at): Words[] => (at % 2 === 0 ? [[some, bundled[at + 1] ?? some]] : []))

describe.skipIf(!hasChromium())('text of strangers is text', () => {
  let browser: Chromium
  let parley: Installed
  let agent: Line
  let usual: Visit
  const hostile: Visit[] = []
  const lines: Line[] = []

  beforeAll(async () => {
    browser = await openChromium()
    parley = await install(newFolder())
    agent = await Line.open(`${parley.server.url}/agent`, { headers: { cookie: parley.cookie } })
    usual = await visit([harmless, harmless], 'https://shop.test/oak', 'https://search.test/')
    for (const [at, words] of pairs.entries())
      hostile.push(await visit(words, addressAt(at), addressAt(at + Math.floor(addresses.length / 2))))
  })
  afterAll(async () => {
    for (const line of [agent, ...lines]) line.close()
    await browser.close()
    await parley.server.kill()
  })
  afterEach(() => browser.expectQuiet())

  const addressAt = (at: number) => addresses[at % addresses.length] ?? ''

  async function visit(words: Words, url: string, referrer: string): Promise<Visit> {
    const { visit, line } = await visitWith({ parley, agent, words, url, referrer })
    lines.push(line)
    return visit
  }

  test('in the console: list, thread, panel, deal and task show it letter by letter, and nothing comes to life', async () => {
    const { page, alive } = await openConsole(`/inbox/all/${usual.conversation.id}`)
    const before = await readOnScreen(page, usual)
    expectNothingElse(before, before)
    for (const visit of hostile) {
      await goTo(page, `/inbox/all/${visit.conversation.id}`)
      expectNothingElse(await readOnScreen(page, visit), before)
    }
    expect(await page.title()).toMatch(/^(\(\d+\) )?Parley$/)
    expect(alive).toEqual([])
    // And if something had: the canary sings.
    await page.evaluate((name) => Reflect.get(window, name)(), canary)
    expect(alive).toHaveLength(1)
    await page.context().close()
  })

  test('in the list of conversations: every row has the last words as they are', async () => {
    const { page, alive } = await openConsole('/inbox/all')
    const { items } = await agent.ask('conversation:list', { view: 'all', limit: 100 })
    const expected = new Map(items.map(({ conversation }) => [conversation.id, conversation.preview]))
    const seen = new Map<string, string>()
    await eventually(async () => {
      for (const [id, words] of await page.locator('[data-conversation]').evaluateAll(readRows)) seen.set(id, words)
      expect(seen.size).toBe(expected.size)
    }, 20_000)
    expect(seen).toEqual(expected)
    expect(alive).toEqual([])
    await page.context().close()
  })

  test('on the board, in a deal’s sheet and in what is said about it', async () => {
    const { page, alive } = await openConsole('/crm/deals')
    const [{ person, conversation } = usual] = hostile
    const [card] = await agent.ask('deal:ofPerson', { personId: person.id })
    if (!card) throw new Error('There is no deal')
    const { deal } = card
    await page.locator('[data-card]').first().waitFor()
    expectNothingElse(await census(page), await census(page))
    const cards = await page.locator('[data-card]').allTextContents()
    expect(cards.filter((words) => words.includes('<'))).not.toEqual([])
    await goTo(page, `/crm/deals?deal=${deal.id}`)
    await page.getByRole('dialog').or(page.getByRole('complementary')).getByText(deal.name).first().waitFor()
    await goTo(page, `/inbox/all/${conversation.id}`)
    await page.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: 'Won' }).click()
    await page.getByRole('heading', { name: deal.name }).waitFor()
    await page.getByRole('button', { name: 'Mark as won' }).click()
    await page.getByRole('status').getByText(deal.name).waitFor()
    expectNothingElse(await census(page), await census(page))
    expect(alive).toEqual([])
    await page.context().close()
  })

  test('in the widget: their own words and ours, live, after a reload and beside the launcher', async () => {
    const shop = await HostPage.open(parley.server.url, parley.key)
    const context = await browser.profile({ userAgent: `<img src=x onerror=${canary}()> Firefox/1` })
    const alive = await watch(context)
    const path = `/t?a="><script>${canary}()</script>#<img src=x onerror=${canary}()>`
    const visitor = await VisitorActor.arrives(context, shop.url('127.0.0.1', path))
    await calledAndDescribed(visitor.page, bundled[0] ?? [])
    await visitor.opensChat()
    await visitor.says(harmless.join(' '))
    await visitor.card.waitFor()
    const { data } = await agent.heardFact('message.sent', ({ data }) => data.message.body === harmless.join(' '))
    const conversationId = data.conversation.id
    const said = [harmless.join(' ')]
    const answer = async (body: string) =>
      said.push((await agent.ask('message:send', { id: randomId(), conversationId, body })).body)
    await answer(harmless.join('\n'))
    const before = await readInFrame(visitor, said)
    expectNothingElse(before, before)

    const { person } = await agent.ask('conversation:read', { conversationId })
    expect(person.origin.title).toContain(`onerror=${canary}()`)
    expect(Object.keys(person.attributes)).toHaveLength((bundled[0] ?? []).length + 1)
    const sameBrowser = await another(visitor)
    for (const words of pairs.map((pair) => pair.flat())) {
      const own = { id: randomId(), body: words.join('\n'), page: person.origin, language: 'en' }
      said.push((await sameBrowser.ask('visit:send', own)).message.body)
      await answer(words.toReversed().join('\n'))
    }
    expectNothingElse(await readInFrame(visitor, said), before)
    await visitor.reloads()
    await visitor.opensChat()
    expectNothingElse(await readInFrame(visitor, said), before)

    await visitor.reloads()
    await answer(harmless.join('\n'))
    const beside = await readBeside(visitor, said)
    await answer(addresses.join('\n'))
    expectNothingElse(await readBeside(visitor, said), beside)
    expect((await census(visitor.page)).handlers).toEqual([])
    expect(alive).toEqual([])
    await context.close()
    await shop.close()
  })

  /** The console in a window of its own, on a path; later paths are reached as its links reach them. */
  async function openConsole(path: string): Promise<{ page: Page; alive: string[] }> {
    const context = await browser.context({ viewport: { width: 1440, height: 900 } })
    const [name = '', value = ''] = parley.cookie.split('=')
    await context.addCookies([{ name, value, url: parley.server.url }])
    const alive = await watch(context)
    const page = await context.newPage()
    await page.goto(parley.server.url + path)
    await page.locator('main').waitFor()
    return { page, alive }
  }

  /** Another line of the very browser a visitor sits at. */
  async function another(visitor: VisitorActor): Promise<Line> {
    const token = await frameOf(visitor).evaluate((key) => localStorage.getItem(key), `parley:${parley.key}`)
    const line = await Line.open(`${parley.server.url}/visitor`, { auth: { site: parley.key, token } })
    lines.push(line)
    return line
  }
})

const goTo = (page: Page, path: string) =>
  page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

/** What a page says about itself and, through the widget, about whoever is on it. */
const calledAndDescribed = (page: Page, words: readonly string[]) =>
  page.evaluate((all) => {
    document.title = all.join(' ')
    Reflect.get(window, 'Parley')('set', Object.fromEntries(all.map((word) => [word.slice(0, 38), word])))
  }, words)
