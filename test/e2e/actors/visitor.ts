import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './eventually'

/** A visitor on somebody's web page, in the users' words. */
export class VisitorActor {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrives(context: BrowserContext, address: string): Promise<VisitorActor> {
    const page = await context.newPage()
    await page.goto(address)
    return new VisitorActor(context, page)
  }

  get launcher() {
    return this.page.locator('parley-chat').getByRole('button')
  }

  get chat(): FrameLocator {
    return this.page.frameLocator('parley-chat iframe')
  }

  /** Where messages are written. */
  get box(): Locator {
    return this.chat.locator('.composer textarea')
  }

  /** The card that asks who one is. */
  get card(): Locator {
    return this.chat.locator('form.introduction')
  }

  async opensChat(): Promise<this> {
    await this.launcher.click()
    await this.box.waitFor()
    return this
  }

  async says(words: string): Promise<this> {
    // A frame of another site has the focus a moment later than it thinks, or not at all where another tab has it: what
    // comes in between goes to the page.
    await eventually(async () => {
      await this.box.click()
      await this.box.fill(words)
      expect(await this.box.inputValue()).toBe(words)
    })
    await this.box.press('Enter')
    await this.sees(words)
    return this
  }

  async types(words: string): Promise<this> {
    await this.box.pressSequentially(words)
    return this
  }

  /** The words stand in the thread, once. */
  async sees(words: string): Promise<this> {
    await eventually(async () => expect((await this.thread()).filter((said) => said === words)).toEqual([words]))
    return this
  }

  /** How far the last own message has got: Sending, Sent, Delivered, Seen. */
  async seesState(state: string): Promise<this> {
    await eventually(async () => expect(await this.chat.locator('.own .meta').last().textContent()).toContain(state))
    return this
  }

  /** Everything said, in the order it stands there. */
  async thread(): Promise<string[]> {
    return (await this.chat.locator('.thread .bubble').allTextContents()).map((text) =>
      text.replace(/^[^:]+: /, '').trim(),
    )
  }

  async reloads(): Promise<this> {
    await this.page.reload()
    return this
  }

  async opensSecondTab(): Promise<VisitorActor> {
    return VisitorActor.arrives(this.context, this.page.url())
  }

  /** What the page itself stores. */
  async stored(): Promise<{ page: string[]; cookies: number }> {
    const page = await this.page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
    return { page, cookies: (await this.context.cookies()).length }
  }

  /** Events the page's own script heard. */
  heard(): Promise<[string, unknown][]> {
    return this.page.evaluate(() => (window as unknown as { heard: [string, unknown][] }).heard)
  }
}
