import { beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { hasChromium } from '../support/chromium'
import { password } from '../support/password'
import { called } from '../support/renamed'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('a deal ends, comes back and goes elsewhere', () => {
  const house = moveIn()
  let pipeline: Pipeline
  let selin: AgentActor

  beforeAll(async () => {
    pipeline = (await house.line.ask('pipeline:list', {}))[0] as Pipeline
    const context = await house.browser.context({ viewport: { width: 1440, height: 900 } })
    selin = await AgentActor.signsIn(context, house.parley.server.url, 'selin@kuzey.test', password)
  })

  /** A chat with a deal, open on the screen. */
  const dealFrom = async (words: string) => {
    const visitor = await VisitorActor.arrives(await house.browser.profile(), house.shop.url())
    await visitor.opensChat()
    await visitor.says(words)
    await selin.goesTo('/inbox/incoming')
    await selin.opens(words)
    await selin.makesDeal()
    const { items } = await house.line.ask('conversation:list', { view: 'incoming' })
    const found = items.find(({ conversation }) => conversation.preview === words)?.conversation
    const [card] = await house.line.ask('deal:ofPerson', { personId: found?.personId ?? '' })
    if (!card) throw new Error('There is no deal')
    return card.deal
  }
  const dialog = () => selin.page.getByRole('dialog').last()

  test('[D09] a reason nobody had thought of is added while losing, and is chosen', async () => {
    const deal = await dealFrom('Your lead time is too long')
    await selin.panel.getByRole('button', { name: 'Lost' }).click()
    await dialog().getByRole('button', { name: 'Add a reason' }).click()
    const field = dialog().getByRole('textbox', { name: 'New reason' })
    await field.fill('Lead time')
    await field.press('Enter')
    const radio = dialog().getByRole('radio', { name: 'Lead time' })
    await eventually(async () => expect(await radio.isChecked()).toBe(true))
    await eventually(async () => expect(await radio.evaluate((it) => it === document.activeElement)).toBe(true))
    await dialog().getByRole('button', { name: 'Mark as lost' }).click()
    await selin.thread.getByText(/lost it: Lead time/).waitFor()
    const [now] = await house.line.ask('pipeline:list', {})
    const added = now?.lossReasons.find(({ label }) => label === 'Lead time')
    expect(await house.line.ask('deal:read', { dealId: deal.id })).toMatchObject({
      lossReasonId: added?.id,
      outcome: 'lost',
    })
  })

  test('[D09] only living reasons are offered, a taken name is refused, and none is needed where none is asked for', async () => {
    const deal = await dealFrom('We change our mind')
    const price = pipeline.lossReasons[0]
    await house.line.ask('reason:archive', { lossReasonId: price?.id ?? '' })
    const changes = { reasonRequired: { was: true, is: false } }
    await house.line.ask('pipeline:edit', { pipelineId: pipeline.id, changes })
    await selin.panel.getByRole('button', { name: 'Lost' }).click()
    await dialog()
      .getByRole('group', { name: /optional/ })
      .waitFor()
    expect(
      await dialog()
        .getByRole('radio', { name: price?.label ?? '', exact: true })
        .count(),
    ).toBe(0)
    await dialog().getByRole('button', { name: 'Add a reason' }).click()
    const field = dialog().getByRole('textbox', { name: 'New reason' })
    await field.fill('lead  time')
    await field.press('Enter')
    await dialog().getByRole('alert').waitFor()
    await field.press('Escape')
    await field.waitFor({ state: 'hidden' })
    await dialog().getByRole('button', { name: 'Mark as lost' }).click()
    await dialog().waitFor({ state: 'hidden' })
    expect(await house.line.ask('deal:read', { dealId: deal.id })).toMatchObject({
      lossReasonId: null,
      outcome: 'lost',
    })
  })

  test('[D10] a lost deal opens again where it stood, and its history keeps why it was lost', async () => {
    const deal = await dealFrom('Perhaps next year')
    await selin.movesDealTo('Offer sent')
    await selin.panel.getByRole('button', { name: 'Lost' }).click()
    await dialog()
      .getByRole('radio', { name: called('Chose a competitor') })
      .check()
    await dialog().getByRole('button', { name: 'Mark as lost' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await selin.panel.getByRole('button', { name: '1 closed deal' }).click()
    await selin.panel.getByRole('link', { name: deal.name }).click()
    await dialog().getByRole('button', { name: 'Reopen' }).click()
    await selin.page.keyboard.press('Escape')
    await selin.seesStage('Offer sent')
    await selin.thread.getByText(new RegExp(`reopened it in ${called('Offer sent')}`)).waitFor()
    const now = await house.line.ask('deal:read', { dealId: deal.id })
    expect(now).toMatchObject({ outcome: 'open', lossReasonId: null, closedAt: null })
    const history = await house.line.ask('deal:history', { dealId: deal.id })
    const lost = history.find(({ name }) => name === 'deal.lost')
    expect(lost?.changes.find(({ field }) => field === 'lossReasonId')?.is).toBeTruthy()
  })

  test('[D11] a deal that goes to a pipeline of another currency is asked what it is worth there', async () => {
    await house.line.ask('pipeline:create', { name: 'Export', currency: 'EUR' })
    const deal = await dealFrom('Ship it to Oslo')
    await selin.fills('Amount', '5000')
    await eventually(async () => {
      expect(await house.line.ask('deal:read', { dealId: deal.id })).toMatchObject({ amount: 500_000 })
    })
    await selin.goesTo(`/crm/deals?deal=${deal.id}`)
    await selin.page.getByRole('button', { name: 'Move to another pipeline' }).click()
    await dialog().getByLabel('Pipeline').selectOption({ label: 'Export' })
    const worth = dialog().getByLabel(/EUR/)
    await worth.fill('a lot')
    await selin.page.keyboard.press('Enter')
    await dialog().getByRole('alert').waitFor()
    expect(await house.line.ask('deal:read', { dealId: deal.id })).toMatchObject({ currency: 'TRY', amount: 500_000 })
    await worth.fill('110')
    await selin.page.keyboard.press('Enter')
    await eventually(async () => {
      expect(await house.line.ask('deal:read', { dealId: deal.id })).toMatchObject({ currency: 'EUR', amount: 11_000 })
    })
    await selin.page
      .getByText(/₺5,000.*€110/)
      .first()
      .waitFor()
  })
})
