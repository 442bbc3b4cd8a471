import { describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { password } from '../support/password'
import { page as shopPage } from '../support/shop-page'
import { AgentActor } from './actors/agent'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

const minuteMs = 60_000
const soon = (ms: number) => new Date(Date.now() + ms).toISOString()

describe.skipIf(!hasChromium())('tasks', () => {
  const house = moveIn()

  async function someone(words: string) {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: words, page: shopPage, language: 'en' }
    const { conversationId } = await visitor.ask('visit:send', said)
    visitor.close()
    const { person } = await house.line.ask('conversation:read', { conversationId })
    return { personId: person.id, conversationId }
  }

  test('[T07] [T06] a task that comes due brings the chat forward, across a restart', async () => {
    const about = await someone('Call me about the oak table')
    await someone('A newer conversation')
    const agent = await house.atConsole({ allow: [/ERR_CONNECTION_REFUSED|WebSocket|net::ERR/] })
    const { page } = agent
    await agent.goesTo('/inbox/all')
    await agent.opens('A newer conversation')
    await page.getByRole('textbox', { name: /^Reply to/ }).fill('I am in the middle of a sen')
    const task = { ...about, dealId: null, title: 'Call about the table', type: 'call' } as const
    const { id } = await house.line.ask('task:create', { ...task, dueAt: soon(2_500) })
    await house.parley.server.kill()
    await page.waitForTimeout(2_600)
    await house.parley.server.start()
    await house.ringsAgain()

    const reminders = page.getByRole('region', { name: 'Reminders' })
    await reminders.getByText('Call about the table').waitFor({ timeout: 40_000 })
    // Whoever writes goes on writing.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    expect(await page.getByRole('textbox', { name: /^Reply to/ }).inputValue()).toBe('I am in the middle of a sen')
    await page.getByRole('link', { name: 'Tasks, 1 overdue or due today' }).waitFor()
    await agent.looksAt('Mine')
    await eventually(async () =>
      expect(await page.locator('[data-conversation]').first().getAttribute('data-conversation')).toBe(
        about.conversationId,
      ),
    )
    expect(await findings(page)).toEqual([])

    await reminders.getByRole('button', { name: 'Write' }).click()
    await agent.sees('Call me about the oak table')
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Reply to/),
    )
    const banner = page.getByRole('region', { name: 'Task due' })
    await banner.getByRole('button', { name: 'Done' }).click()
    await banner.waitFor({ state: 'hidden' })
    await reminders.waitFor({ state: 'hidden' })
    expect((await house.line.ask('task:list', { status: 'done' })).items.map((one) => one.task.id)).toContain(id)

    await page
      .getByRole('form', { name: /is done/ })
      .getByRole('textbox')
      .fill('Wants it in oak')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(async () =>
      expect((await house.line.ask('task:list', { status: 'done' })).items[0]?.task.result).toBe('Wants it in oak'),
    )
    await page.reload()
    await agent.sees('Call me about the oak table')
    expect(await page.getByRole('region', { name: 'Reminders' }).count()).toBe(0)
    await agent.context.close()
  })

  test('[T08] what came due while nobody was there is told at sign-in, the oldest first, and once over all tabs', async () => {
    const about = await someone('I was away')
    const make = (title: string, ms: number) =>
      house.line.ask('task:create', { ...about, dealId: null, title, dueAt: soon(ms) })
    const [second, first] = [await make('Came second', 400), await make('Came first', 200)]
    await house.line.heardFact('task.due', (fact) => fact.data.task.id === second.id)
    const agent = await house.atConsole()
    await agent.goesTo('/crm/deals')
    const reminders = agent.page.getByRole('region', { name: 'Reminders' })
    await reminders.getByText('Came due while you were away').waitFor()
    expect(await reminders.locator('strong').allTextContents()).toEqual(['Came first', 'Came second'])
    const other = await agent.context.newPage()
    await other.goto(`${house.parley.server.url}/crm/deals`)
    await other.getByRole('link', { name: /^Tasks, / }).waitFor()
    await other.waitForTimeout(600)
    expect(await other.getByRole('region', { name: 'Reminders' }).count()).toBe(0)
    for (const { id } of [first, second]) await house.line.ask('task:cancel', { taskId: id })
    await reminders.waitFor({ state: 'hidden' })
    await agent.context.close()
  })

  test('[T01] [T03] a task is made with T and a few words, and by keyboard alone', async () => {
    const { conversationId, personId } = await someone('Please call tomorrow')
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo(`/inbox/all/${conversationId}`)
    await agent.sees('Please call tomorrow')
    await page.keyboard.press('t')
    await page.getByRole('textbox', { name: 'What is to be done?' }).waitFor()
    await page.keyboard.type('Call back')
    await page.getByRole('textbox', { name: 'When, in words' }).fill('tomorrow 3pm')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await agent.seesTask('Call back')
    const [task] = await house.line.ask('task:ofPerson', { personId })
    const due = new Date(task?.dueAt ?? '')
    expect([due.getHours(), due.getMinutes(), task?.conversationId]).toEqual([15, 0, conversationId])
    expect(task?.dueOn).toBeNull()
    await agent.context.close()
  })

  test('[T10] CRM > Tasks: groups, filters in the address, done with undo, put off, and a badge', async () => {
    const about = await someone('Many things to do')
    const deal = await house.line.ask('deal:create', about)
    const make = (title: string, more: object) =>
      house.line.ask('task:create', { ...about, dealId: deal.id, title, ...more })
    await make('Late one', { dueAt: soon(-90 * minuteMs), type: 'message' })
    await make('Someday', {})
    await make('Next month', { dueAt: soon(30 * 24 * 60 * minuteMs), type: 'meeting' })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/inbox/incoming')
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor()
    const group = (name: string) => page.getByRole('region', { name, exact: true })
    await group('Overdue').getByText('Late one', { exact: true }).waitFor()
    await group('Later').getByText('Next month', { exact: true }).waitFor()
    await group('No date').getByText('Someday', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('combobox', { name: 'Type' }).selectOption('Meeting')
    await group('Overdue').waitFor({ state: 'hidden' })
    expect(new URL(page.url()).search).toBe('?type=meeting')
    await page.getByRole('button', { name: 'Clear filters' }).click()

    await group('Overdue').getByRole('checkbox', { name: 'Done: Late one' }).click()
    await group('Overdue').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await group('Overdue').getByText('Late one', { exact: true }).waitFor()
    await group('Overdue').getByRole('button', { name: 'More for “Late one”' }).click()
    await page.getByRole('menuitem', { name: /^Tomorrow/ }).click()
    await group('Tomorrow').getByText('Late one', { exact: true }).waitFor()
    await agent.context.close()
  })

  test('[T10] a task of the calendar is moved by mouse, by keys and by its menu', async () => {
    const about = await someone('On a day')
    const noon = new Date()
    noon.setHours(12, 0, 0, 0)
    const title = 'Moves about'
    const { id } = await house.line.ask('task:create', {
      ...about,
      dealId: null,
      title,
      dueAt: noon.toISOString(),
      remind: false,
    })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/tasks?view=day')
    const task = page.locator(`[data-calendar-task="${id}"]`)
    const due = async () => {
      const found = (await house.line.ask('task:ofPerson', { personId: about.personId })).find((one) => one.id === id)
      return new Date(found?.dueAt ?? '')
    }
    await task.waitFor()
    await task.dragTo(page.getByRole('region', { name: '15:00' }))
    await eventually(async () => expect((await due()).getHours()).toBe(15))
    await task.focus()
    await page.keyboard.press('Shift+ArrowDown')
    await eventually(async () => expect((await due()).getHours()).toBe(16))
    expect(await findings(page)).toEqual([])

    await agent.goesTo('/crm/tasks?view=week')
    await task.waitFor()
    expect(await findings(page)).toEqual([])
    const step = noon.getDay() === 0 ? 'A day earlier' : 'A day later'
    const before = (await due()).getDate()
    await page.getByRole('button', { name: 'Move or tick “Moves about”' }).click()
    await page.getByRole('menuitem', { name: step }).click()
    await eventually(async () => expect((await due()).getDate()).not.toBe(before))
    expect((await due()).getHours()).toBe(16)
    await house.line.ask('task:cancel', { taskId: id })
    await agent.context.close()
  })

  test('[T02] [T04] the new owner of a deal may take its open tasks, and whoever is given one is told', async () => {
    const about = await someone('Who looks after me?')
    const { id: dealId } = await house.line.ask('deal:create', about)
    const [site] = await house.line.ask('site:list', {})
    const who = { name: 'Marcus Hale', email: 'marcus@kuzey.test', role: 'agent', locale: 'tr' } as const
    const { id: marcusId } = await house.line.ask('agent:create', { ...who, password, siteIds: [site?.id ?? ''] })
    const { id } = await house.line.ask('task:create', { ...about, dealId, title: 'Send the offer' })
    const agent = await house.atConsole()
    const theirs = await house.browser.context({ viewport: { width: 390, height: 844 }, locale: 'tr-TR' })
    const marcus = await AgentActor.signsInTurkish(theirs, house.parley.server.url, who.email, password)
    await agent.goesTo(`/inbox/all/${about.conversationId}`)
    await agent.panel.getByRole('button', { name: /^Owner/ }).click()
    await agent.page.getByRole('menuitemradio', { name: who.name }).click()
    await agent.panel.getByText('Give Marcus Hale the open task of Selin Demir, too?').waitFor()
    await agent.panel.getByRole('button', { name: 'Give them' }).click()
    await marcus.getByText('Selin Demir size bir görev verdi: “Send the offer”').waitFor()
    const owned = (await house.line.ask('task:ofPerson', { personId: about.personId })).find((one) => one.id === id)
    expect(owned?.assigneeId).toBe(marcusId)
    await marcus.goto(`${house.parley.server.url}/crm/tasks`)
    await marcus.getByText('Send the offer', { exact: true }).waitFor()
    await house.line.ask('task:edit', { taskId: id, changes: { dueAt: { was: null, is: soon(300) } } })
    await marcus.getByRole('region', { name: 'Hatırlatıcılar' }).waitFor()
    expect(await findings(marcus)).toEqual([])
    await agent.context.close()
    await theirs.close()
  })
})
