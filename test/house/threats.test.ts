import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read, root } from './tree'

type Row = { threat: string; defence: string; proof: string }

/** Rows of the table below a heading. */
function rowsUnder(heading: string, document: string): Row[] {
  const part = document.split(/^## /m).find((some) => some.startsWith(heading)) ?? ''
  return [...part.matchAll(/^\| (?!threat )(.+?) \| (.+?) \| (.+?) \|$/gm)].map(
    ([, threat = '', defence = '', proof = '']) => ({ threat, defence, proof }),
  )
}

/** `[sites](../test/integration/sites.test.ts) “a title”` */
const proofsIn = (text: string) =>
  [...text.matchAll(/\]\(\.\.\/(test\/[^)]+)\) “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }))

/** Whether a file has a test of exactly this title that is not put off. */
function hasTest(source: string, title: string): boolean {
  const quoted = ["'", '"', '`'].map((mark) => mark + title.replaceAll(mark, `\\${mark}`) + mark)
  return quoted.some((words) =>
    source
      .split(words)
      .slice(0, -1)
      .some((before) => /(?:\b(?:test|it)(?:\.(?:skipIf|runIf)\([^()]*(?:\(\))?\))?|\))\(\s*$/.test(before)),
  )
}

const document = read('docs/THREATS.md')
const standing = rowsUnder('What stands today', document)

describe('docs/THREATS.md', () => {
  test('has a defence for every threat', () => {
    expect(standing.length).toBeGreaterThan(20)
    expect([...standing, ...rowsUnder('What must stand', document)].filter(({ defence }) => defence === '')).toEqual([])
  })

  test.each(standing)('proves: $threat', ({ proof }) => {
    const proofs = proofsIn(proof)
    expect(proofs.length).toBe(proof.split('<br>').length)
    const gone = proofs.filter(({ file, title }) => !existsSync(join(root, file)) || !hasTest(read(file), title))
    expect(gone).toEqual([])
  })

  test('is where SECURITY.md sends whoever wants to know', () => {
    expect(read('SECURITY.md')).toContain('(docs/THREATS.md)')
  })
})

describe('the reader of proofs', () => {
  test.each([
    ["test('a is b', () => {})", 'a is b', true],
    ["test.each(rows)('$a is b', ({ a }) => {})", '$a is b', true],
    ["  test.skipIf(!hasChromium())('a is b', () => {})", 'a is b', true],
    ["test.each([\n  ['x'],\n])('%s is b', () => {})", '%s is b', true],
    ['test(`[F5] ${it.promise}`, () => {})', '[F5] ${it.promise}', true],
    ['test(\'is "b"\', () => {})', 'is "b"', true],
    ["test('a is b and c', () => {})", 'a is b', false],
    ["test.skip('a is b', () => {})", 'a is b', false],
    ["test.todo('a is b')", 'a is b', false],
    ["expect('a is b')", 'a is b', false],
    ["// the test 'a is b'", 'a is b', false],
  ])('in %j looks for %j: %s', (source, title, expected) => {
    expect(hasTest(source, title)).toBe(expected)
  })
})
