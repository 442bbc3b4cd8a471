import type { Frame, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './eventually'
import type { Visit } from './hostile-visit'
import type { VisitorActor } from './visitor'
import { type Census, census } from './watch'

/** No element that is not there with harmless words, no handler, no link to anywhere one should not go, no room taken. */
export function expectNothingElse(now: Census, before: Census): void {
  expect(now.elements.filter((element) => !before.elements.includes(element))).toEqual([])
  expect({ ...now, elements: [] }).toEqual({ elements: [], active: [], handlers: [], links: [], width: 0 })
}

/** Waits until the open conversation says exactly this, and counts what the page is made of. */
export async function readOnScreen(page: Page, visit: Visit): Promise<Census> {
  const { person, notes, titles } = visit
  const thread = page.getByRole('region', { name: `Messages with Visitor ${person.code}`, exact: true })
  const panel = page.getByRole('complementary', { name: 'Details' })
  await eventually(async () => {
    expect(await wordsOf(thread.locator('[dir=auto]'))).toEqual([
      ...saidAndDone(visit),
      ...notes.map(({ body }) => body),
    ])
  })
  const lines = await wordsOf(thread.locator('li'))
  for (const { data } of visit.lines) {
    const { task } = data as Told
    if (task) expect(lines.filter((words) => words.includes(task.title))).toHaveLength(1)
  }
  await panel.getByRole('checkbox').waitFor()
  const values = await wordsOf(panel.locator('dd'))
  expect(await wordsOf(panel.locator('dt'))).toEqual(expect.arrayContaining(Object.keys(person.attributes)))
  expect(values).toEqual(expect.arrayContaining(Object.values(person.attributes)))
  expect(titles.filter((title) => !values.some((value) => value.startsWith(title)))).toEqual([])
  return census(page)
}

type Told = { deal: { name: string }; task?: { title: string } }

/** Messages, and the name of the deal in each line about it, from top to bottom. */
function saidAndDone({ messages, lines }: Visit): string[] {
  const said = messages.map(({ n, body }) => ({ n, words: body }))
  const done = lines.map(({ n, data }) => ({ n, words: (data as Told).deal.name }))
  return [...said, ...done].sort((a, b) => a.n - b.n).map(({ words }) => words)
}

/** Waits until the thread in the frame says exactly this, and counts what the frame is made of. */
export async function readInFrame(visitor: VisitorActor, said: readonly string[]): Promise<Census> {
  await eventually(async () => {
    const words = await visitor.chat.locator('.thread .bubble').evaluateAll((bubbles) =>
      // Behind who said it, which is for screen readers.
      bubbles.map((bubble) =>
        [...bubble.childNodes]
          .slice(1)
          .map((piece) => piece.textContent)
          .join(''),
      ),
    )
    expect(words).toEqual(said)
  }, 20_000)
  return census(frameOf(visitor))
}

/** The same for the preview beside the launcher, which has the last words alone. */
export async function readBeside(visitor: VisitorActor, said: readonly string[]): Promise<Census> {
  const words = visitor.chat.locator('.peek .said span')
  await eventually(async () => expect(await wordsOf(words)).toEqual(said.slice(-1)), 20_000)
  return census(frameOf(visitor))
}

export function frameOf({ page }: VisitorActor): Frame {
  const frame = page.frames().find((one) => one.url().includes('/frame/'))
  if (!frame) throw new Error('There is no frame')
  return frame
}

/** For `evaluateAll`: which conversations the rows in sight are and what they say; goes a step further down. */
export function readRows(rows: Element[]): [id: string, words: string][] {
  const read = rows.map((row): [string, string] => [
    row.getAttribute('data-conversation') ?? '',
    [...row.querySelectorAll('[dir=auto]')].at(-1)?.textContent ?? '',
  ])
  const scroller = rows[0]?.closest('ul')?.parentElement
  scroller?.scrollBy(0, scroller.clientHeight / 2)
  return read
}

const wordsOf = (where: Locator) => where.evaluateAll((all) => all.map((it) => it.textContent ?? ''))
