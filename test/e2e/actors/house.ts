import { afterAll, afterEach, beforeAll } from 'vitest'
import { Line } from '../../support/ask'
import { type Chromium, openChromium } from '../../support/chromium'
import { HostPage } from '../../support/host-page'
import { type Installed, install, newFolder } from '../../support/installed'
import { AgentActor } from './agent'
import { VisitorActor } from './visitor'

/** An installation with a site, its owner's line, and the browser everybody in it uses. */
export type House = {
  browser: Chromium
  parley: Installed
  shop: HostPage
  /** The owner's. */
  line: Line
}

type ContextOptions = Parameters<Chromium['context']>[0]

/**
 * A house of its own for the tests of a `describe`; what went wrong in a browser fails the test it went wrong in.
 * @param env what its server is told beside the usual, asked before it starts
 */
export function moveIn(env: () => Promise<Record<string, string>> = async () => ({})) {
  const house = {} as House
  const ring = () => Line.open(`${house.parley.server.url}/agent`, { headers: { cookie: house.parley.cookie } })
  beforeAll(async () => {
    house.browser = await openChromium()
    house.parley = await install(newFolder(), await env())
    house.shop = await HostPage.open(house.parley.server.url, house.parley.key)
    house.line = await ring()
  })
  afterAll(async () => {
    house.line.close()
    await house.shop.close()
    await house.browser.close()
    await house.parley.server.kill()
  })
  afterEach(() => house.browser.expectQuiet())
  return Object.assign(house, {
    /** The owner at the console, signed in already. */
    async atConsole(options: ContextOptions = {}): Promise<AgentActor> {
      const { browser, parley } = house
      const context = await browser.context({ viewport: { width: 1440, height: 900 }, ...options })
      const [name = '', value = ''] = parley.cookie.split('=')
      await context.addCookies([{ name, value, url: parley.server.url }])
      return AgentActor.at(context, await context.newPage(), parley.server.url)
    },
    /** The owner's line, opened anew: the server was another process for a while. */
    async ringsAgain(): Promise<void> {
      house.line.close()
      house.line = await ring()
    },
    /** A visitor of the site with the chat open. */
    async arrive(): Promise<VisitorActor> {
      return (await VisitorActor.arrives(await house.browser.profile(), house.shop.url())).opensChat()
    },
  })
}
