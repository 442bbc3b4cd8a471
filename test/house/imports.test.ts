import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from './import-rules'
import { importsOf } from './imports'
import type { Planted } from './rule'
import { filesIn, productSources, read, root, testSources } from './tree'

const broken = (file: string, source: string) =>
  importsOf(file, source).flatMap((it) =>
    rules.filter((rule) => rule.forbids(it)).map((rule) => `${rule.name}: ${file} imports ${it.specifier}`),
  )

const names = ([file, line]: Planted) => broken(file, line).map((found) => found.split(':')[0])

describe('the rules of the house bite', () => {
  describe.each(rules)('$name', (rule) => {
    test.each(rule.planted.map(([file, line]) => ({ file, line })))('catches $file: $line', ({ file, line }) => {
      expect(names([file, line])).toContain(rule.name)
    })

    test.each((rule.lawful ?? []).map(([file, line]) => ({ file, line })))('lets pass $file: $line', (it) => {
      expect(names([it.file, it.line])).toEqual([])
    })
  })

  test('every rule has a name of its own, a reason and a planted violation', () => {
    expect(new Set(rules.map((rule) => rule.name)).size).toBe(rules.length)
    expect(rules.filter((rule) => !rule.reason.endsWith('.') || rule.planted.length === 0)).toEqual([])
  })
})

describe('the import reader', () => {
  const specifiers = (source: string) =>
    importsOf('server/app.ts', source).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier))

  test.each([
    ["import 'a'", ['a']],
    ["import a from 'a'", ['a']],
    ["import * as a from 'a'", ['a']],
    ["import a, { b as c } from 'a'", ['a']],
    ["import {\n  a,\n  type B,\n} from 'a'\nimport { c } from 'c'", ['a', 'c']],
    ["import type { A } from 'a'", ['type a']],
    ["import type A from 'a'", ['type a']],
    ["import type * as A from 'a'", ['type a']],
    ["export type { A } from 'a'", ['type a']],
    ["export * from 'a'", ['a']],
    ["export * as a from 'a'", ['a']],
    ["export { a } from 'a'", ['a']],
    ["import { type A } from 'a'", ['a']],
    ['import a from "a"', ['a']],
    ["import type from 'a'", ['a']],
    ["const a = await import('a')", ['a']],
    ["const a = lazy(() => import('./a'))", ['./a']],
    ["const a = import.meta.glob<Page>('./a/*.tsx')", ['./a/*.tsx']],
    ["const a = import.meta.glob(['./a/*.tsx'])", ['./a/*.tsx']],
    ["new Worker(new URL('./a.ts', import.meta.url))", ['./a.ts']],
    ["new URL('https://example.com')", []],
    ["// import a from 'a'", []],
    ["/** import('a') brings it in */", []],
    ["export const a = 'from b'", []],
    ["export const from = { from: 'a' }", []],
    ["export type A = 'a'\nexport type B = 'b'", []],
  ])('reads %j as %j', (source, expected) => {
    expect(specifiers(source)).toEqual(expected)
  })

  test('sees every import there is: as many as lines that end in a specifier', () => {
    const unseen = [...productSources(), ...testSources()].filter((file) => {
      if (file.startsWith('test/house/')) return false
      const source = read(file)
      const lines = source.match(/^(import\b.*|export \*.*|\} )from ['"].*['"]$|^import ['"].*['"]$/gm)?.length ?? 0
      return importsOf(file, source).length < lines
    })
    expect(unseen).toEqual([])
  })
})

describe('the house as it stands', () => {
  test('has sources to look at', () => {
    expect(productSources().length).toBeGreaterThan(30)
  })

  test('breaks no import rule', () => {
    expect([...productSources(), ...testSources().filter(isNotPlanted)].flatMap((f) => broken(f, read(f)))).toEqual([])
  })

  test('imports nothing that does not exist', () => {
    const loose = productSources().flatMap((file) =>
      importsOf(file, read(file))
        .filter(({ kind, to, specifier }) => kind === 'file' && !specifier.includes('*') && !isThere(to))
        .map(({ specifier }) => `${file} imports ${specifier}`),
    )
    expect(loose).toEqual([])
  })

  test('keeps drag and drop behind one file, so that it can be exchanged', () => {
    const files = filesIn(['agent-console'], /\.tsx?$/).filter((file) =>
      importsOf(file, read(file)).some(({ to, typeOnly }) => !typeOnly && to.startsWith('@dnd-kit/')),
    )
    expect(files.length).toBeLessThanOrEqual(1)
  })
})

// The house's own tests quote imports that are wrong on purpose.
const isNotPlanted = (file: string) => !file.startsWith('test/house/')

const isThere = (to: string) =>
  ['', '.ts', '.tsx', '.d.ts', '/index.ts'].some((ending) => existsSync(join(root, `${to}${ending}`)))
