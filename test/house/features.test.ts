import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn, read, root } from './tree'

/** Ids of the table rows of docs/FEATURES.md: `| W01 | The launcher … |`. */
const featuresIn = (document: string) => [...document.matchAll(/^\|\s*([A-Z]\d{2})\s*\|/gm)].map((row) => row[1] ?? '')

/** Ids at the head of the titles of tests that run: `test('[W01] …')`, `it('[D07][D08] …')`; what is put off proves nothing. */
function featuresTestedIn(source: string): string[] {
  const title =
    /\b(?:test|it)(?:\.(?:concurrent|sequential|for|each|runIf|skipIf))*\(\s*(?:[^'"`]*?\)\()?\s*['"`]((?:\[[A-Z]\d+\]\s?)+)/g
  return [...source.matchAll(title)].flatMap((match) => [...(match[1] ?? '').matchAll(/[A-Z]\d+/g)].map(String))
}

/** Rules of docs/PROTOCOL.md are quoted in titles in the same way, `[M3]`. */
const rulesIn = (document: string) => [...document.matchAll(/\*\*([A-Z]\d+)\*\*/g)].map((match) => match[1] ?? '')

const document = (path: string) => (existsSync(join(root, path)) ? read(path) : '')
const listed = featuresIn(document('docs/FEATURES.md'))
const tested = new Set(
  filesIn(['test/integration', 'test/e2e'], /\.(test|spec)\.tsx?$/).flatMap((f) => featuresTestedIn(read(f))),
)

describe('docs/FEATURES.md', () => {
  test('lists what Parley does, each capability once', () => {
    expect(listed.length).toBeGreaterThan(0)
    expect(listed.filter((id, at) => listed.indexOf(id) !== at)).toEqual([])
  })

  test('lists nothing that no test shows through a socket, REST or a browser', () => {
    expect(listed.filter((id) => !tested.has(id))).toEqual([])
  })

  test('lists whatever a test claims to show', () => {
    const known = new Set([...listed, ...rulesIn(document('docs/PROTOCOL.md'))])
    expect([...tested].filter((id) => !known.has(id))).toEqual([])
  })
})

describe('the reader of titles', () => {
  test.each([
    ["test('[W01] the launcher is there', () => {})", ['W01']],
    ["it('[D07][D08] the stage is one', () => {})", ['D07', 'D08']],
    ["it('[D07] [D08] the stage is one', () => {})", ['D07', 'D08']],
    ["test.each([1, 2])('[W02] %s', () => {})", ['W02']],
    ['test.concurrent("[W03] a", () => {})', ['W03']],
    ['test(`[W04] a`, () => {})', ['W04']],
    ["test.skip('[W05] later', () => {})", []],
    ["test.skipIf(noBrowser)('[W06] in a browser', () => {})", ['W06']],
    ["test.todo('[W07] one day')", []],
    ["test('shows [W08] in passing', () => {})", []],
  ])('reads %j as %j', (source, expected) => {
    expect(featuresTestedIn(source)).toEqual(expected)
  })
})
