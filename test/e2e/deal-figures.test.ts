import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { password } from '../support/password'
import { page as shopPage } from '../support/shop-page'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { Sales } from './actors/sales'

/** Far beyond what anybody calls instant, on any machine: what is promised stands in the printed figures. */
const grossMs = 2_000

describe.skipIf(!hasChromium())('how fast a deal is', () => {
  const house = moveIn()
  let sales: Sales
  let selin: AgentActor
  let marcus: AgentActor

  beforeAll(async () => {
    sales = await Sales.at(house.parley)
    await sales.hire('Marcus Hale', 'marcus@kuzey.test')
    selin = await enters('selin@kuzey.test')
    marcus = await enters('marcus@kuzey.test')
  })

  async function enters(email: string): Promise<AgentActor> {
    const context = await house.browser.context({ viewport: { width: 1440, height: 900 } })
    return AgentActor.signsIn(context, house.parley.server.url, email, password)
  }

  async function someone(words: string) {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: words, page: shopPage, language: 'en' }
    const { conversationId } = await visitor.ask('visit:send', said)
    visitor.close()
    return { conversationId, personId: (await house.line.ask('conversation:read', { conversationId })).person.id }
  }

  test('[D01] one click makes a deal, on screen within 100 ms', async () => {
    const took: number[] = []
    await selin.goesTo('/inbox/incoming')
    for (let round = 0; round < 12; round++) {
      const { personId } = await someone(`What would table ${round} cost?`)
      await selin.opens(`What would table ${round} cost?`)
      await selin.page.getByRole('button', { name: 'New deal' }).waitFor()
      took.push(await clickUntilPainted(selin.page))
      await eventually(async () => expect(await house.line.ask('deal:ofPerson', { personId })).toHaveLength(1))
      await selin.page.locator('[aria-busy=true] [role=radiogroup]').waitFor({ state: 'detached' })
    }
    tell('A new deal was on screen', took, 100)
    expect(middle(took)).toBeLessThan(grossMs)
  })

  test('[D18] [K10] a stage change is on every other screen within 150 ms', async () => {
    const about = await someone('May I see the showroom?')
    const deal = await house.line.ask('deal:create', { ...about, name: 'The showroom' })
    const stages = sales.pipeline.stages.filter(({ kind }) => kind === 'open').map(({ id }) => id)
    const panel = `/inbox/all/${about.conversationId}`
    // Each in a window of its own: what lies behind another tab is drawn once a second at best.
    const beside = await enters('marcus@kuzey.test')
    const board = await enters('selin@kuzey.test')
    await selin.goesTo(panel)
    await beside.goesTo(panel)
    await marcus.goesTo('/crm/deals?view=board')
    await board.goesTo('/crm/deals?view=board')
    const panels = [selin.page, beside.page]
    const boards = [marcus.page, board.page]
    for (const page of panels) await page.locator(`[data-stage="${stages[0]}"][aria-checked=true]`).waitFor()
    for (const page of boards) await page.locator(`[data-card="${deal.id}"]`).waitFor()

    const onPanels: number[] = []
    const onBoards: number[] = []
    for (let round = 1; round <= 24; round++) {
      const to = stages[round % stages.length] ?? ''
      // By turns the one and the other console moves it.
      const [mover, other] = round % 2 ? panels : panels.toReversed()
      if (!mover || !other) throw new Error('There are two panels')
      const seen = [inPanel(other, to), ...boards.map((page) => onBoard(page, deal.id, to))]
      const [pressed = 0, panelAt = 0, ...boardsAt] = await Promise.all([press(mover, to), ...seen])
      onPanels.push(panelAt - pressed)
      onBoards.push(...boardsAt.map((at) => at - pressed))
    }
    tell('A stage change was on the other panel', onPanels, 150)
    tell('A stage change was on the boards', onBoards, 150)
    expect(middle([...onPanels, ...onBoards])).toBeLessThan(grossMs)
    const last = (await house.line.ask('deal:read', { dealId: deal.id })).stageId
    expect(last).toBe(stages[24 % stages.length])
  })
})

/** Presses New deal; how long until the deal's stages are painted in the panel. */
const clickUntilPainted = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const panel = document.querySelector('aside[aria-label="Details"]')
    const button = [...(panel?.querySelectorAll('button') ?? [])].find((it) => it.textContent?.includes('New deal'))
    if (!panel || !button) throw new Error('There is no such button')
    const began = performance.now()
    const there = new Promise<void>((resolve) => {
      const look = () => panel.querySelector('[role=radiogroup]') && resolve()
      new MutationObserver(look).observe(panel, { childList: true, subtree: true })
    })
    button.click()
    await there
    // Drawn with the next frame; what comes after that frame's work comes after its paint.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
    return performance.now() - began
  })

/** Chooses a stage in the panel; when that was. */
const press = async (page: Page, stageId: string): Promise<number> => {
  // The watchers stand ready before anybody moves.
  await page.waitForTimeout(60)
  return page.evaluate((id) => {
    const at = Date.now()
    document.querySelector<HTMLElement>(`[role=radio][data-stage="${id}"]`)?.click()
    return at
  }, stageId)
}

/** When the panel shows the deal in a stage. */
const inPanel = (page: Page, stageId: string): Promise<number> =>
  paintedAt(page, `[role=radio][data-stage="${stageId}"][aria-checked=true]`)

/** When the board shows the deal in a column. */
const onBoard = (page: Page, dealId: string, stageId: string): Promise<number> =>
  paintedAt(page, `[data-column="${stageId}"] [data-card="${dealId}"]`)

const paintedAt = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.querySelector(wanted)) return
          seen.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now()), 0))
        }
        const seen = new MutationObserver(look)
        seen.observe(document.body, { childList: true, subtree: true, attributes: true })
        look()
      }),
    selector,
  )

const sorted = (all: readonly number[]) => [...all].sort((a, b) => a - b)
const middle = (all: readonly number[]) => sorted(all)[Math.floor(all.length / 2)] ?? 0

function tell(what: string, took: readonly number[], budget: number): void {
  const ordered = sorted(took)
  const at = (share: number) =>
    Math.round(ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0)
  process.stdout.write(
    `${what} after ${at(0.5)} ms (p95 ${at(0.95)}, max ${at(1)}; ${took.length} times; promised ${budget})\n`,
  )
}
