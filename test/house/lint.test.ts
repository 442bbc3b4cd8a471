import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from './tree'

/** What biome.json forbids, one planted violation each. `rule: null` plants what an exception allows. */
const planted: ReadonlyArray<{ rule: string | null; file: string; text: string }> = [
  { rule: 'noExplicitAny', file: 'shared/values/loose.ts', text: 'export const loose = (it: any): string => it' },
  {
    rule: 'noNonNullAssertion',
    file: 'shared/values/sure.ts',
    text: 'export const sure = (it?: string) => it!.length',
  },
  { rule: 'noDefaultExport', file: 'server/http/nameless.ts', text: 'export default 1' },
  { rule: 'noConsole', file: 'server/http/noisy.ts', text: "console.log('here')" },
  { rule: 'noConsole', file: 'agent-console/data/noisy.ts', text: "console.warn('here')" },
  { rule: 'noProcessEnv', file: 'server/http/curious.ts', text: 'export const port = process.env.PORT' },
  { rule: 'noCommonJs', file: 'server/jobs/old.ts', text: "export const fs = require('node:fs')" },
  { rule: 'useNodejsImportProtocol', file: 'server/jobs/bare.ts', text: "export { readFile } from 'fs'" },
  { rule: 'useFilenamingConvention', file: 'server/jobs/DealMover.ts', text: 'export const move = 1' },
  { rule: 'useFilenamingConvention', file: 'agent-console/ui/dealCard.tsx', text: 'export const card = 1' },
  {
    rule: 'noFloatingPromises',
    file: 'server/events/lost.ts',
    text: 'async function save(): Promise<void> {}\nexport function change() {\n  save()\n}',
  },
  {
    rule: 'noImportCycles',
    file: 'server/jobs/hen.ts',
    text: "import { egg } from './egg'\nexport const hen = () => egg",
  },
  {
    rule: 'noImportCycles',
    file: 'server/jobs/egg.ts',
    text: "import { hen } from './hen'\nexport const egg = () => hen",
  },
  {
    rule: 'noImportCycles',
    file: 'server/jobs/type-hen.ts',
    text: "import type { Egg } from '#server/jobs/type-egg'\nexport type Hen = { lays: Egg }",
  },
  {
    rule: 'noImportCycles',
    file: 'server/jobs/type-egg.ts',
    text: "import type { Hen } from '#server/jobs/type-hen'\nexport type Egg = { becomes: Hen }",
  },
  {
    rule: 'noDangerouslySetInnerHtml',
    file: 'agent-console/ui/raw.tsx',
    text: 'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "<b>" }} />',
  },
  {
    rule: 'useHookAtTopLevel',
    file: 'agent-console/ui/sometimes.tsx',
    text: "import { useState } from 'preact/hooks'\nexport function Sometimes({ on }: { on: boolean }) {\n  if (on) useState(1)\n  return null\n}",
  },
  { rule: 'useButtonType', file: 'agent-console/ui/bare.tsx', text: 'export const Bare = () => <button>Go</button>' },
  {
    rule: 'useKeyWithClickEvents',
    file: 'widget/frame/mouse-only.tsx',
    text: 'export const MouseOnly = ({ go }: { go: () => void }) => <div onClick={go}>Go</div>',
  },
  {
    rule: 'useImportType',
    file: 'widget/frame/heavy.ts',
    text: "import { Deal } from './deal'\nexport type Own = Deal",
  },
  { rule: 'noUnusedImports', file: 'widget/frame/unused.ts', text: "import { deal } from './deal'\nexport {}" },
  {
    rule: 'noFocusedTests',
    file: 'test/unit/one.test.ts',
    text: "import { test } from 'vitest'\ntest.only('a', () => {})",
  },
  { rule: null, file: 'server/config.ts', text: 'export const port = process.env.PORT' },
  { rule: null, file: 'server/log.ts', text: "export const say = () => console.info('ready')" },
  { rule: null, file: 'test/vitest.config.ts', text: 'export default {}' },
  {
    rule: null,
    file: 'server/events/kept.ts',
    text: 'const save = async () => {}\nexport const change = () => void save()',
  },
]

let folder: string
let found: Map<string, Set<string>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-lint-'))
  for (const file of ['biome.json', 'package.json', '.gitignore']) await cp(join(root, file), join(folder, file))
  for (const { file, text } of planted) {
    await mkdir(join(folder, dirname(file)), { recursive: true })
    await writeFile(join(folder, file), `${text}\n`)
  }
  found = await lint()
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('every rule of biome.json that was chosen bites', () => {
  test.each(planted.filter(({ rule }) => rule !== null))('$rule in $file', ({ rule, file }) => {
    expect([...(found.get(file) ?? [])]).toContain(rule)
  })
})

describe('exceptions are exceptions', () => {
  test.each(planted.filter(({ rule }) => rule === null))('nothing is said about $file', ({ file }) => {
    expect([...(found.get(file) ?? [])]).toEqual([])
  })
})

/** Runs Biome once over the planted tree: the rules that fired, by file. */
async function lint(): Promise<Map<string, Set<string>>> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const settings = ['lint', '--reporter=json', '--max-diagnostics=none', '--colors=off', '.']
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, [biome, ...settings], { cwd: folder, maxBuffer: 1 << 24 }, (_, output) =>
      resolve(output),
    )
  })
  const fired = new Map<string, Set<string>>()
  for (const { category, location } of (JSON.parse(said) as Report).diagnostics) {
    const rule = category.split('/').at(-1) ?? category
    fired.set(location.path, (fired.get(location.path) ?? new Set()).add(rule))
  }
  return fired
}

type Report = { diagnostics: { category: string; location: { path: string } }[] }
