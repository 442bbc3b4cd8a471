import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { page as shopPage } from '../support/shop-page'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

describe.skipIf(!hasChromium())('tasks go on', () => {
  const house = moveIn()

  async function someone(words: string) {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: words, page: shopPage, language: 'en' }
    const { conversationId } = await visitor.ask('visit:send', said)
    visitor.close()
    const { person } = await house.line.ask('conversation:read', { conversationId })
    return { personId: person.id, conversationId }
  }

  test('[T06] where it is allowed, a due task is shown on the desktop while nobody looks at the page, and leads to its chat', async () => {
    const about = await someone('Call me about the lamp')
    const agent = await house.atConsole()
    const { page, context } = agent
    await context.grantPermissions(['notifications'], { origin: house.parley.server.url })
    await context.addInitScript(recordNotifications)
    await agent.goesTo('/crm/deals')
    expect(await page.evaluate(() => Notification.permission)).toBe('granted')

    // Whoever looks at the page is told there and nowhere else.
    const first = await house.line.ask('task:create', {
      ...about,
      dealId: null,
      title: 'Seen at once',
      dueAt: soon(400),
    })
    await page.getByRole('region', { name: 'Reminders' }).getByText('Seen at once').waitFor()
    expect(await shownBy(page)).toEqual([])
    await house.line.ask('task:cancel', { taskId: first.id })

    await lookAway(page)
    const task = await house.line.ask('task:create', {
      ...about,
      dealId: null,
      title: 'Call about the lamp',
      dueAt: soon(400),
    })
    await eventually(async () => expect(await shownBy(page)).toHaveLength(1))
    const due = (await house.line.ask('task:ofPerson', { personId: about.personId })).find(({ id }) => id === task.id)
    expect(await shownBy(page)).toEqual([
      { title: expect.stringMatching(/^“Call about the lamp” is due: Visitor /), tag: `${task.id} ${due?.remindedAt}` },
    ])
    await page.getByRole('region', { name: 'Reminders' }).getByText('Call about the lamp').waitFor()
    await page.evaluate(() => (window as unknown as Recording).shown[0]?.onclick?.(new Event('click')))
    await agent.sees('Call me about the lamp')
    await house.line.ask('task:cancel', { taskId: task.id })
    await agent.context.close()
  })

  test('[T06] where it is refused, that is said once and the page itself goes on telling', async () => {
    const about = await someone('Call me about the chair')
    const agent = await house.atConsole()
    const { page } = agent
    await agent.context.addInitScript(refuseNotifications)
    await agent.goesTo('/crm/deals')
    await lookAway(page)
    const make = (title: string) => house.line.ask('task:create', { ...about, dealId: null, title, dueAt: soon(400) })
    const first = await make('Before asking')
    const reminders = page.getByRole('region', { name: 'Reminders' })
    await reminders.getByText('Before asking').waitFor()
    await reminders.getByRole('button', { name: 'Desktop reminders' }).click()
    await page.getByText('Your browser blocks desktop reminders for this page.').waitFor()
    await reminders.getByRole('button', { name: 'Desktop reminders' }).waitFor({ state: 'hidden' })
    const second = await make('After asking')
    await reminders.getByText('After asking').waitFor()
    await page.getByRole('status').getByText('“After asking” is due').waitFor({ state: 'attached' })
    expect(await shownBy(page)).toEqual([])
    for (const { id } of [first, second]) await house.line.ask('task:cancel', { taskId: id })
    await agent.context.close()
  })

  test('[T11] [D08] whoever wins a deal is offered the next task for it', async () => {
    const about = await someone('We take it')
    const deal = await house.line.ask('deal:create', { ...about, name: 'Taken' })
    const agent = await house.atConsole()
    const { page, panel } = agent
    await agent.goesTo(`/inbox/all/${about.conversationId}`)
    await panel.getByRole('button', { name: 'Won' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Mark as won' }).click()
    await page.getByRole('status').getByRole('button', { name: 'Next task' }).click()
    const dialog = page.getByRole('dialog', { name: 'New task' })
    await dialog.getByRole('textbox', { name: 'What is to be done?' }).fill('Order the wood')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await agent.seesTask('Order the wood')
    const [task] = await house.line.ask('task:ofPerson', { personId: about.personId })
    expect(task).toMatchObject({ title: 'Order the wood', dealId: deal.id, conversationId: about.conversationId })
    await agent.context.close()
  })

  test('[T11] whoever ticks a task is offered the next one, for the same deal and with what came of it', async () => {
    const about = await someone('Send me an offer')
    const deal = await house.line.ask('deal:create', { ...about, name: 'An offer' })
    const first = await house.line.ask('task:create', {
      ...about,
      dealId: deal.id,
      title: 'Write the offer',
      dueAt: null,
    })
    const agent = await house.atConsole()
    const { page, panel } = agent
    await agent.goesTo(`/inbox/all/${about.conversationId}`)
    await panel.getByRole('checkbox', { name: 'Done: Write the offer' }).click()
    const after = page.getByRole('form', { name: '“Write the offer” is done.' })
    await after.getByText('“An offer” has no next step now.').waitFor()
    expect(await findings(page)).toEqual([])
    await after.getByRole('textbox').fill('Sent by mail')
    await after.getByRole('button', { name: 'Next task' }).click()
    const title = panel.getByRole('textbox', { name: 'What is to be done?' })
    await title.waitFor()
    await eventually(async () => expect(await title.evaluate((it) => it === document.activeElement)).toBe(true))
    await page.keyboard.type('Ask what they think')
    await page.keyboard.press('Enter')
    await agent.seesTask('Ask what they think')
    await after.waitFor({ state: 'hidden' })
    const tasks = await house.line.ask('task:ofPerson', { personId: about.personId })
    expect(tasks.find(({ id }) => id === first.id)).toMatchObject({ status: 'done', result: 'Sent by mail' })
    const next = tasks.find((task) => task.title === 'Ask what they think')
    expect(next).toMatchObject({ dealId: deal.id, conversationId: about.conversationId, status: 'open' })

    // One more is open: nothing lacks, and the next one is offered all the same.
    const { id: third } = await house.line.ask('task:create', {
      ...about,
      dealId: deal.id,
      title: 'Order wood',
      dueAt: null,
    })
    await panel.getByRole('checkbox', { name: 'Done: Order wood' }).click()
    const again = page.getByRole('form', { name: '“Order wood” is done.' })
    await again.getByRole('button', { name: 'Next task' }).waitFor()
    expect(await again.getByText('has no next step').count()).toBe(0)
    await page.keyboard.press('Escape')
    await eventually(async () => {
      const now = await house.line.ask('task:ofPerson', { personId: about.personId })
      expect(now.find(({ id }) => id === third)?.status).toBe('done')
    })
    await agent.context.close()
  })
})

type Recording = { shown: (Notification & { shownTag: string })[] }

const shownBy = (page: Page) =>
  page.evaluate(() => (window as unknown as Recording).shown.map(({ title, tag }) => ({ title, tag })))

/** Other windows lie over the page: Chromium tells every page of a test that it is looked at. */
const lookAway = (page: Page) => page.evaluate(() => Object.assign(document, { hasFocus: () => false }))

/** Runs in the page: the browser's own notifications, each remembered. */
function recordNotifications(): void {
  const shown: Notification[] = []
  const Real = window.Notification
  class Recorded extends Real {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options)
      shown.push(this)
    }
  }
  Object.assign(window, { shown, Notification: Recorded })
}

/** Runs in the page: somebody who has not been asked yet, and who says no. */
function refuseNotifications(): void {
  const shown: string[] = []
  class Refusing {
    static permission = 'default'
    static async requestPermission(): Promise<string> {
      Refusing.permission = 'denied'
      return 'denied'
    }
    constructor(title: string) {
      shown.push(title)
    }
  }
  Object.assign(window, { shown, Notification: Refusing })
}
