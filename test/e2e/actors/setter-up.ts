import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Chromium } from '../../support/chromium'
import type { Installed } from '../../support/installed'
import { eventually } from './eventually'

/** The owner at Manage, in a browser of their own. */
export class SetterUp {
  private constructor(
    readonly page: Page,
    readonly home: string,
  ) {}

  /** Comes with the cookie of the set-up, as somebody who stayed signed in. */
  static async comes(
    browser: Chromium,
    { server, cookie }: Installed,
    look: BrowserContextOptions = { viewport: { width: 1440, height: 900 } },
  ): Promise<SetterUp> {
    const context = await browser.context(look)
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: server.url }])
    return new SetterUp(await context.newPage(), server.url)
  }

  async goesTo(path: string): Promise<this> {
    await this.page.goto(this.home + path)
    await this.page.locator('main').waitFor()
    return this
  }

  /** The field of a stage that is called so. */
  stage(name: string): Locator {
    return this.page.locator(`[data-row]:has(button[aria-label="Move ${name}"])`).getByLabel('Stage name')
  }

  /** The names of the main stages, in their order. */
  async seesStages(...names: string[]): Promise<this> {
    const fields = this.page.locator('[data-row]').getByLabel('Stage name')
    await eventually(async () => {
      expect(await fields.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual(names)
    })
    return this
  }

  /** By how much the document is wider and longer than its window; what is long scrolls inside. */
  overflow(): Promise<number[]> {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
      return [scrollWidth - clientWidth, scrollHeight - clientHeight]
    })
  }

  /** Kept where somebody asks for pictures to look at. */
  async picture(name: string): Promise<void> {
    const folder = process.env.TEST_PICTURES
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    const { width = 1440, height = 900 } = this.page.viewportSize() ?? {}
    // The page scrolls inside the window, so the window is made as long as it.
    await this.page.setViewportSize({ width, height: 2_600 })
    await this.page.screenshot({ path: join(folder, `${name}.png`) })
    await this.page.setViewportSize({ width, height })
  }
}
