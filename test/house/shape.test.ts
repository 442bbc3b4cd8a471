import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ranks } from './ranks'
import { filesIn, programs, read, root } from './tree'

const everything = filesIn([...programs, 'test', 'docs'])
const code = everything.filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
const screens = [...filesIn(['widget', 'agent-console'], /\.(css|ts|tsx)$/)]

/** Longest a file may be; whoever crosses 150 lines looks for the second thought in it. */
const longest = 250

/** Long by nature: lists of one kind, where cutting would only scatter what is read together. */
const excused: readonly RegExp[] = [
  /^server\/storage\/migrations\//,
  /^shared\/i18n\/[a-z]{2}\//,
  /\/seed\//,
  /\.contract\.ts$/,
]

/** The loader has one sheet and no tokens beside it: every page pays for each byte of it. */
const loaderSheet = 'widget/loader/look.ts'

/** Files of slices whose one word says what they do; all others are a verb and its noun. */
const enoughInOneWord: Readonly<Record<string, string>> = {
  append: 'Appends a line to a conversation: the one place that takes a seq.',
  access: 'Who may see and change one object: the only place that decides it.',
  bootstrap: 'Signs and checks the proof that a page of the site asked.',
  found: 'Founds the installation.',
  passwords: 'Hashes and checks passwords.',
  sessions: 'Opens, finds and closes sessions.',
  signals: 'What is true only now: typing, pages, presence.',
  state: 'Whether the installation is set up, kept in memory.',
  template: 'The stages and loss reasons a new pipeline starts with.',
}

describe('names', () => {
  test('files and folders are kebab-case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
    const odd = everything.filter((path) => {
      const parts = path.split('/')
      const file = parts.pop() ?? ''
      const stem = file.split('.')[0] ?? ''
      return parts.some((part) => !kebab.test(part)) || !(kebab.test(stem) || isHouseholdName(file))
    })
    expect(odd).toEqual([])
  })

  test('no folder and no file is named after nothing in particular', () => {
    const empty = /(^|\/)(utils?|helpers?|common|lib|misc|manager|service|shared-\w+)(\/|\.\w+$)/
    expect(everything.filter((path) => empty.test(path))).toEqual([])
  })

  test('an ignored folder is named from the top, so that no source is ignored with it', () => {
    const lines = readFileSync(join(root, '.gitignore'), 'utf8').split('\n')
    expect(lines.filter((line) => line.endsWith('/') && !line.startsWith('/') && line !== 'node_modules/')).toEqual([])
  })
})

describe('size', () => {
  test(`no code file is longer than ${longest} lines`, () => {
    const long = code
      .filter((path) => !excused.some((pattern) => pattern.test(path)))
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > longest)
    expect(long).toEqual([])
  })
})

describe('slices', () => {
  const slices = readdirSync(join(root, 'server/domains'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)

  test('every slice has a rank and every rank a slice', () => {
    expect(slices.sort()).toEqual(Object.keys(ranks).sort())
  })

  describe.each(slices)('%s', (slice) => {
    const files = readdirSync(join(root, 'server/domains', slice))

    test('has the face of a slice, and tables and queries together or not at all', () => {
      expect(files).toContain('index.ts')
      expect(files.includes('tables.ts')).toBe(files.includes('queries.ts'))
    })

    test('has otherwise only rules, routes and files named by what they do', () => {
      const roster = /^(index|tables|([a-z-]+-)?queries|rules|routes|follows|listens|jobs)$/
      const phrase = /^[a-z]+(-[a-z]+)+$/
      const odd = files
        .map((file) => file.replace(/\.ts$/, ''))
        .filter((name) => !roster.test(name) && !phrase.test(name))
      expect(odd.filter((name) => !(name in enoughInOneWord))).toEqual([])
    })
  })
})

describe('looks', () => {
  test('a colour is a word before it is a value: values stand in tokens files only', () => {
    const value = /(?:[:\s,('"`])#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/i
    const coloured = screens
      .filter((path) => !/(^|\/)tokens\.css$/.test(path) && path !== loaderSheet)
      .flatMap((path) => lines(path).filter(({ text }) => value.test(text)))
    expect(coloured).toEqual([])
  })

  test('no text is smaller than 11 pixels', () => {
    const size = /font(?:-size|Size)?\s*:[^;{}]*?(?<![\d.])(\d*\.?\d+)(px|rem)/
    const tiny = screens.flatMap((path) =>
      lines(path).filter(({ text }) => {
        const [, figure, unit] = size.exec(text) ?? []
        return figure !== undefined && Number(figure) * (unit === 'rem' ? 16 : 1) < 11
      }),
    )
    expect(tiny).toEqual([])
  })
})

const lines = (path: string) =>
  read(path)
    .split('\n')
    .map((text, at) => ({ at: `${path}:${at + 1}`, text: text.trim() }))

/** Documents that every repository names in capitals, and migrations with their number in front. */
const isHouseholdName = (file: string) => /^[A-Z]+\.md$/.test(file)
