import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { refusals } from '#shared/protocol/refusals'
import { asks, spoken } from './spoken-keys'
import { filesIn, productSources, programs, read, root } from './tree'

/** Words we do not use, and the one we use instead: docs/STYLE.md, "One word for one thing". */
const banned: ReadonlyArray<{ word: RegExp; instead: string }> = [
  { word: /customer(?!r)/i, instead: 'visitor, person, lead or contact' },
  { word: /ticket/i, instead: 'conversation or task' },
  { word: /chat[-_ ]?room/i, instead: 'conversation' },
  { word: /opportunit(y|ies)/i, instead: 'deal' },
  { word: /\bend[-_ ]?user/i, instead: 'visitor' },
  { word: /\bcanned/i, instead: 'saved reply' },
]

type Catalogue = Readonly<Record<string, string>>
type Catalogues = Readonly<Record<string, Catalogue>>
const catalogues = (
  await Promise.all(readdirSync(join(root, 'shared/i18n/en')).map((file) => load(file.replace(/\.ts$/, ''))))
).flat()

describe('the words of the product', () => {
  test.each(banned)('$word is never said; the word is $instead', ({ word }) => {
    const said = filesIn(programs, /\.(ts|tsx|mjs|css|html|json|webmanifest)$/).flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, at) => (word.test(line) && !isSynonym(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
    )
    expect(said).toEqual([])
  })
})

describe.each(catalogues)('the texts of $name', ({ en, tr }) => {
  test('are there in both languages and never empty', () => {
    expect(Object.keys(tr).sort()).toEqual(Object.keys(en).sort())
    expect(Object.entries({ ...en, ...tr }).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('have the same holes in both languages', () => {
    const different = Object.keys(en)
      .map((key) => ({ key, en: holes(en, key), tr: holes(tr, key) }))
      .filter((it) => String(it.en) !== String(it.tr))
    expect(different).toEqual([])
  })

  test('have both forms of a plural or none', () => {
    const keys = new Set(Object.keys(en))
    const halves = [...keys].filter((key) =>
      key.endsWith('_one') ? !keys.has(`${base(key)}_other`) : key.endsWith('_other') && !keys.has(`${base(key)}_one`),
    )
    expect(halves).toEqual([])
  })

  test('have no plural beside a text of the same name, which would hide it', () => {
    const keys = Object.keys(en)
    expect(keys.filter((key) => key !== base(key) && keys.includes(base(key)))).toEqual([])
  })
})

// Refusals are asked for by their code, which the test below compares.
test.each(catalogues.filter(({ name }) => name !== 'refusals'))('the texts of $name are all asked for', ({ en }) => {
  expect([...new Set(Object.keys(en).map(base))].filter((key) => !isAskedFor(key))).toEqual([])
})

test('there is a sentence for every refusal and no refusal without one', () => {
  const sentences = catalogues.find(({ name }) => name === 'refusals')?.en ?? {}
  expect(Object.keys(sentences).sort()).toEqual(Object.keys(refusals).sort())
})

describe('looking for a text that nobody asks for', () => {
  test.each([
    ["t('deal-name')", true],
    ['<Field label={t("deal-name")} />', true],
    ['t(`deal-${field}`)', true],
    ['t(`${noun}-name`)', true],
    ["const texts = { name: 'deal-name' }", true],
    ["t('deal-names')", false],
    ['t(`${key}`)', false],
    ['t(`task-${field}`)', false],
    ['// the deal-name', false],
  ])('%s asks for deal-name: %s', (source, expected) => {
    expect(asks(spoken(source), 'deal-name')).toBe(expected)
  })
})

const sources = productSources().filter((path) => !path.startsWith('shared/i18n/'))
const everything = sources.map((path) => spoken(read(path)))
const isAskedFor = (key: string) => everything.some((it) => asks(it, key))

const base = (key: string) => key.replace(/_(one|other)$/, '')

/** Names of the holes of a text; a plural's forms are taken together, as "one deal" needs no number. */
function holes(catalogue: Catalogue, key: string): string[] {
  const forms = key === base(key) ? [key] : [`${base(key)}_one`, `${base(key)}_other`]
  const found = forms.flatMap((form) =>
    [...(catalogue[form] ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)].sort()
}

/** Every catalogue a file exports, with its twin in the other language. */
async function load(file: string) {
  const [en, tr] = await Promise.all(
    ['en', 'tr'].map(
      (locale) => import(pathToFileURL(join(root, 'shared/i18n', locale, `${file}.ts`)).href) as Promise<Catalogues>,
    ),
  )
  return Object.entries(en ?? {}).map(([name, catalogue]) => ({ name, en: catalogue, tr: tr?.[name] ?? {} }))
}

/** What Manage finds by other products' names is marked as such, so that newcomers feel at home. */
const isSynonym = (line: string) => /synonyms?\b/.test(line)
