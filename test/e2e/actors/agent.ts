import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { called } from '../../support/renamed'
import { eventually } from './eventually'

/** An agent at the console, in the users' words. */
export class AgentActor {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly home: string,
  ) {}

  /** Signs in at the door, as everybody does. */
  static async signsIn(context: BrowserContext, home: string, email: string, password: string): Promise<AgentActor> {
    const page = await context.newPage()
    await page.goto(`${home}/`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const agent = new AgentActor(context, page, home)
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    return agent
  }

  /** The same in Turkish; returns the page, as the words of the actor are English. */
  static async signsInTurkish(context: BrowserContext, home: string, email: string, password: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(`${home}/`)
    await page.getByLabel('E-posta').fill(email)
    await page.getByLabel('Parola', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Giriş yap' }).click()
    await page.getByRole('navigation').waitFor()
    return page
  }

  /** Somebody whose browser is signed in already. */
  static at(context: BrowserContext, page: Page, home: string): AgentActor {
    return new AgentActor(context, page, home)
  }

  async goesTo(path: string): Promise<this> {
    await this.page.goto(this.home + path)
    await this.page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    return this
  }

  /** Opens a list of the inbox. */
  async looksAt(list: 'Incoming' | 'Mine' | 'All'): Promise<this> {
    await this.page.getByRole('tab', { name: new RegExp(`^${list}`) }).click()
    return this
  }

  /** The row whose last words are these. */
  row(words: string): Locator {
    return this.page.locator('[data-conversation]').filter({ hasText: words })
  }

  async opens(words: string): Promise<this> {
    await this.row(words).click()
    await this.thread.getByText(words, { exact: true }).first().waitFor()
    return this
  }

  get thread(): Locator {
    return this.page.getByRole('region', { name: /^Messages with/ })
  }

  async sees(words: string): Promise<this> {
    await this.thread.getByText(words, { exact: true }).first().waitFor()
    return this
  }

  async accepts(): Promise<this> {
    await this.page.getByRole('button', { name: 'Accept' }).click()
    await this.page.getByRole('button', { name: 'Accept' }).waitFor({ state: 'hidden' })
    return this
  }

  async replies(words: string): Promise<this> {
    await this.page.getByRole('textbox', { name: /^Reply to/ }).fill(words)
    await this.page.getByRole('textbox', { name: /^Reply to/ }).press('Enter')
    return this.sees(words)
  }

  async notes(words: string): Promise<this> {
    await this.page.getByRole('tab', { name: 'Note' }).click()
    await this.page.getByRole('textbox', { name: /A note for your team/ }).fill(words)
    await this.page.getByRole('textbox', { name: /A note for your team/ }).press('Enter')
    await this.sees(words)
    await this.page.getByRole('tab', { name: 'Reply' }).click()
    return this
  }

  /** One click in the panel; the deal is there. What comes in while one aims moves the button away. */
  async makesDeal(): Promise<this> {
    await eventually(async () => expect(await this.panel.getAttribute('aria-busy')).toBe('false'))
    await this.page.getByRole('button', { name: 'New deal' }).click()
    await this.panel.locator('[role=radiogroup]').waitFor()
    await this.panel.locator('[aria-busy=true] [role=radiogroup]').waitFor({ state: 'detached' })
    return this
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: 'Details' })
  }

  /** Clicks a value, types, Enter. */
  async fills(field: string, value: string): Promise<this> {
    await this.panel
      .getByRole('button', { name: new RegExp(`^Edit ${field}|^${field}`) })
      .first()
      .click()
    await this.panel.getByRole('textbox', { name: field }).fill(value)
    await this.panel.getByRole('textbox', { name: field }).press('Enter')
    return this
  }

  async movesDealTo(stage: string): Promise<this> {
    await this.panel.getByRole('radio', { name: new RegExp(`^${called(stage)}`) }).click()
    return this.seesStage(stage)
  }

  async seesStage(stage: string): Promise<this> {
    await eventually(async () =>
      expect(
        await this.panel.getByRole('radio', { name: new RegExp(`^${called(stage)}`) }).getAttribute('aria-checked'),
      ).toBe('true'),
    )
    return this
  }

  async addsTask(title: string): Promise<this> {
    await this.page.keyboard.press('Escape')
    await this.panel
      .getByRole('button', { name: /Task|Add task|New task/ })
      .first()
      .click()
    await this.panel.getByRole('textbox', { name: 'What is to be done?' }).fill(title)
    await this.panel.getByRole('button', { name: 'Add task' }).last().click()
    await this.seesTask(title)
    return this
  }

  async seesTask(title: string): Promise<this> {
    await this.panel.getByRole('checkbox', { name: `Done: ${title}` }).waitFor()
    return this
  }

  /** Which stage each card stands in, by the board's own columns. */
  card(name: string): Locator {
    return this.page.locator('[data-card]').filter({ hasText: name })
  }

  async seesCardIn(name: string, stage: string): Promise<this> {
    await eventually(async () => {
      const column = this.page.getByRole('region', { name: new RegExp(`^${called(stage)},`) })
      expect(await column.locator('[data-card]').filter({ hasText: name }).count()).toBe(1)
    })
    return this
  }
}
