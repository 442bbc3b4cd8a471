import { mkdirSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { until } from '../support/ask'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { MailServer } from '../support/mail-server'
import { page as shopPage } from '../support/shop-page'
import type { AgentActor } from './actors/agent'
import { findings } from './actors/axe'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('rules', () => {
  const mail = new MailServer()
  const house = moveIn(async () => {
    await mail.open()
    return { SMTP_URL: mail.url, MAIL_FROM: 'Kuzey <hello@kuzey.test>' }
  })
  afterAll(() => mail.close())

  /** A picture for whoever asks for one; the tests look at words. */
  async function picture(agent: AgentActor, name: string): Promise<void> {
    const folder = process.env.TEST_PICTURES
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    await agent.page.screenshot({ path: `${folder}/${name}.png`, fullPage: false })
  }

  /** Somebody who wrote, is a lead with an address, and has a deal. */
  async function newDeal(name: string, email: string) {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: 'Twenty tables', page: shopPage, language: 'en' }
    const { conversationId } = await visitor.ask('visit:send', said)
    await visitor.ask('visit:introduce', { name, email })
    visitor.close()
    const { person } = await house.line.ask('conversation:read', { conversationId })
    return house.line.ask('deal:create', { personId: person.id, conversationId })
  }

  test('[X01] a rule that is written as a sentence mails and creates a task when a deal is won', async () => {
    const before = await newDeal('Mehmet Öz', 'mehmet@example.com')
    await house.line.ask('deal:win', { dealId: before.id, amount: 90_000 })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/manage/rules')
    await page.getByText('No rules yet').waitFor()
    await page.getByRole('link', { name: 'New rule' }).click()
    await page.getByLabel('Name').fill('Thank them')
    await page.getByRole('group', { name: 'When' }).getByLabel('Event').selectOption({ label: 'a deal is won' })
    const conditions = page.getByRole('group', { name: 'If' })
    await conditions.getByRole('button', { name: 'Add a condition' }).click()
    await conditions.getByLabel('What is asked').selectOption({ label: 'the amount' })
    await conditions.getByLabel('From').fill('100')
    const actions = page.getByRole('group', { name: 'Then' })
    await actions.getByLabel('Title of the task').fill('Deliver to {{contact.name}}')
    await actions.getByRole('button', { name: 'Add an action' }).click()
    await actions.getByLabel('What is done').nth(1).selectOption({ label: 'send an e-mail to' })
    await actions.getByLabel('Subject').fill('Thank you, {{contact.firstName}}')
    await actions.getByLabel('Text').fill('{{deal.name}} is on {{deal.colour}}')
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.getByText('Parley does not know one of the placeholders in this text.').waitFor()
    await actions.getByLabel('Text').fill('{{deal.name}} for {{deal.amount}} is on its way.')

    await page.getByRole('button', { name: 'Try it on the last events' }).click()
    const trial = page.getByRole('region', { name: 'What it would have done' })
    await trial.getByText('Would act').waitFor()
    await trial.getByText('Task: Deliver to Mehmet Öz').waitFor()
    await trial.getByText('E-mail: Thank you, Mehmet').waitFor()
    await picture(agent, 'editor')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.getByText('“Thank them” is saved.').waitFor()
    expect(mail.received).toEqual([])

    const deal = await newDeal('Ayşe Kaya', 'ayse@example.com')
    await house.line.ask('deal:win', { dealId: deal.id, amount: 120_000 })
    await until(() => mail.received.some(({ to }) => to.includes('ayse@example.com')), 'the mail')
    const [task] = await house.line.ask('task:ofPerson', { personId: deal.personId })
    expect(task?.title).toBe('Deliver to Ayşe Kaya')

    await agent.goesTo('/manage/rules')
    await page.getByRole('switch', { name: 'Switch “Thank them” on or off' }).waitFor()
    await picture(agent, 'list')
    await page.getByRole('link', { name: 'Thank them' }).click()
    const log = page.getByRole('region', { name: 'What it did' })
    await log.getByText('Task: Deliver to Ayşe Kaya').waitFor()
    await picture(agent, 'log')
    expect(await findings(page)).toEqual([])

    await agent.goesTo('/manage/rules/outbox')
    await page.getByRole('listitem').filter({ hasText: 'Thank you, Ayşe' }).getByText('Sent', { exact: true }).waitFor()
    await picture(agent, 'outbox')
    expect(await findings(page)).toEqual([])
    // In the chat everybody sees who did it.
    await agent.goesTo(`/inbox/all/${deal.conversationId}`)
    await page.getByText('The rule “Thank them”').first().waitFor()
  })

  test('[V19] whoever is converted in the console is written to, and the agent has a task to call them', async () => {
    const [site] = await house.line.ask('site:list', {})
    const { rule } = await house.line.ask('rule:create', {
      ...{ name: 'Welcome', siteId: null, on: true, conditions: [], trigger: { on: 'lead.converted' } },
      actions: [
        { do: 'mail', to: 'person', subject: 'Welcome, {{contact.firstName}}', text: 'We look forward to it.' },
        { do: 'task', title: 'Call {{contact.name}}', dueInDays: 1, assignee: 'doer' },
      ],
    })
    const details = { name: 'Deniz Ak', emails: ['deniz@example.com'] }
    const lead = await house.line.ask('lead:create', { whose: { siteId: site?.id ?? '' }, details })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo(`/crm/leads/${lead.id}`)
    await page.getByRole('button', { name: 'Convert' }).click()
    const review = page.getByRole('dialog', { name: 'Convert Deniz Ak' })
    await review.getByRole('button', { name: 'Convert' }).click()
    const done = page.getByRole('dialog', { name: 'Deniz Ak is a contact now' })
    await done.getByRole('link', { name: 'Open contact' }).click()
    await page.getByRole('heading', { name: 'Deniz Ak', level: 1 }).waitFor()
    await page.getByText('Call Deniz Ak').first().waitFor()
    await until(() => mail.received.some(({ to }) => to.includes('deniz@example.com')), 'the mail')
    const { items } = await house.line.ask('rule:runs', { ruleId: rule.id })
    expect(items.map(({ outcome, deeds }) => [outcome, deeds.map(({ result }) => result)])).toEqual([
      ['done', ['done', 'done']],
    ])
    await picture(agent, 'contact-welcomed')
    await house.line.ask('rule:remove', { ruleId: rule.id })
  })

  test('[X01] switching off with the keyboard, removing and taking it back', async () => {
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/manage/rules')
    const turn = page.getByRole('switch', { name: 'Switch “Thank them” on or off' })
    await turn.focus()
    await page.keyboard.press('Space')
    await until(async () => (await house.line.ask('rule:list', {}))[0]?.rule.on === false, 'that it is off')
    await page.getByRole('link', { name: 'Thank them' }).click()
    await page.getByRole('button', { name: 'Remove rule' }).click()
    await page.getByText('No rules yet').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Thank them' }).waitFor()
  })

  test('[X01] it fits a phone, in the dark and in Turkish', async () => {
    await house.line.ask('agent:setLocale', { locale: 'tr' })
    const agent = await house.atConsole({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    const { page } = agent
    await page.goto(`${house.parley.server.url}/manage/rules`)
    await page.getByRole('heading', { name: 'Kurallar' }).waitFor()
    await picture(agent, 'list-390-dark-tr')
    await page.getByRole('link', { name: 'Thank them' }).click()
    await page.getByRole('button', { name: 'Kuralı kaydet' }).waitFor()
    await picture(agent, 'editor-390-dark-tr')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await findings(page)).toEqual([])
    await page.goto(`${house.parley.server.url}/manage/rules/outbox`)
    await page.getByRole('heading', { name: 'Giden kutusu' }).waitFor()
    await picture(agent, 'outbox-390-dark-tr')
    expect(await findings(page)).toEqual([])
    await house.line.ask('agent:setLocale', { locale: 'en' })
  })
})
