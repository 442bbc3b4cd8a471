import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { hasChromium } from '../support/chromium'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { SetterUp } from './actors/setter-up'

describe.skipIf(!hasChromium())('stages and reasons are put in order by hand', () => {
  const house = moveIn()

  const pipeline = async () => (await house.line.ask('pipeline:list', {}))[0] as Pipeline
  const stages = async () => (await pipeline()).stages.filter(({ kind }) => kind === 'open').map(({ name }) => name)
  const reasons = async () => (await pipeline()).lossReasons.map(({ label }) => label)
  const moved = (all: readonly string[], from: number, to: number) => {
    const others = all.filter((_, at) => at !== from)
    return [...others.slice(0, to), ...all.slice(from, from + 1), ...others.slice(to)]
  }

  async function comes(look?: Parameters<typeof SetterUp.comes>[2]): Promise<SetterUp> {
    const selin = await SetterUp.comes(house.browser, house.parley, look)
    await selin.goesTo(`/manage/pipelines/${(await pipeline()).id}`)
    await selin.page.locator('[data-row]').first().waitFor()
    // What carries rows is fetched when the page is looked at.
    await selin.page.waitForLoadState('networkidle')
    return selin
  }

  const handle = (page: Page, name: string) => page.getByRole('button', { name: `Move ${name}`, exact: true })

  async function middleOf(where: Locator): Promise<{ x: number; y: number }> {
    await where.scrollIntoViewIfNeeded()
    const box = await where.boundingBox()
    if (!box) throw new Error('It has no place on screen')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  test('[P07] [P11] with the mouse, by the handle: saved at once, and Escape puts it back', async () => {
    const { page } = await comes()
    const before = await stages()
    const [first = '', , third = '', , last = ''] = before
    const [from, to] = [await middleOf(handle(page, first)), await middleOf(handle(page, third))]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x, from.y + 12, { steps: 3 })
    await page.mouse.move(to.x, to.y + 4, { steps: 10 })
    await page.mouse.up()
    await eventually(async () => expect(await stages()).toEqual(moved(before, 0, 2)))

    const held = await stages()
    const [low, high] = [await middleOf(handle(page, last)), await middleOf(handle(page, held[0] ?? ''))]
    await page.mouse.move(low.x, low.y)
    await page.mouse.down()
    await page.mouse.move(low.x, low.y - 12, { steps: 3 })
    await page.mouse.move(high.x, high.y - 12, { steps: 10 })
    const shown = page.locator('[data-row]').getByLabel('Stage name').first()
    await eventually(async () => expect(await shown.inputValue()).toBe(last))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await eventually(async () => expect(await shown.inputValue()).toBe(held[0]))
    expect(await stages()).toEqual(held)

    const labels = await reasons()
    const [at, over] = [await middleOf(handle(page, labels[3] ?? '')), await boxTop(handle(page, labels[1] ?? ''))]
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await page.mouse.move(at.x, at.y - 12, { steps: 3 })
    await page.mouse.move(at.x, over, { steps: 10 })
    await page.mouse.up()
    await eventually(async () => expect(await reasons()).toEqual(moved(labels, 3, 1)))
    await page.context().close()
  })

  test('[P07] with a finger that rests on the handle, on a phone', async () => {
    const phone = await comes({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const { page } = phone
    const before = await stages()
    // Near an edge the page would scroll under the finger, as it should.
    await handle(page, before[1] ?? '').evaluate((it) => it.scrollIntoView({ block: 'center' }))
    const from = await middleOf(handle(page, before[0] ?? ''))
    const target = await page.locator('[data-row]').nth(1).boundingBox()
    const to = (target?.y ?? 0) + (target?.height ?? 0) * 0.75
    const touch = await page.context().newCDPSession(page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    await send('touchStart', from.x, from.y)
    await page.waitForTimeout(500)
    for (let step = 1; step <= 10; step++) {
      await send('touchMove', from.x, from.y + ((to - from.y) * step) / 10)
      await page.waitForTimeout(20)
    }
    await send('touchEnd', 0, 0)
    await eventually(async () => expect(await stages()).toEqual(moved(before, 0, 1)))
    expect(await phone.overflow()).toEqual([0, 0])
    await page.context().close()
  })
})

/** Just above the middle of something on screen. */
async function boxTop(where: Locator): Promise<number> {
  const box = await where.boundingBox()
  if (!box) throw new Error('It has no place on screen')
  return box.y + 2
}
