import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { root } from './tree'

/** The lowest version of a package that is safe to run, and what was wrong before it. */
const safeFrom: ReadonlyArray<{ name: string; version: string; reason: string }> = [
  {
    name: 'engine.io',
    version: '6.6.10',
    reason: 'Polling sockets were never closed (CVE-2026-59725, CVE-2026-102599).',
  },
  {
    name: 'socket.io-parser',
    version: '4.2.7',
    reason: 'A packet could exhaust memory (CVE-2026-33151, CVE-2026-69185).',
  },
  { name: 'ws', version: '8.21.0', reason: 'A frame could stop the process (CVE-2026-48779, CVE-2026-45736).' },
  { name: 'socket.io', version: '4.8.4', reason: 'Takes the three above and closes cleanly.' },
  { name: 'socket.io-adapter', version: '2.5.7', reason: 'Skipped local sockets when the adapter failed.' },
  { name: 'path-to-regexp', version: '8.4.0', reason: 'A path could hold the event loop.' },
  { name: 'body-parser', version: '2.2.1', reason: 'A body could exhaust the server (CVE-2025-13466).' },
  { name: 'qs', version: '6.14.2', reason: 'A query could exhaust memory (CVE-2026-2391).' },
  { name: 'multer', version: '2.2.0', reason: 'An upload could stop the process (GHSA-3p4h-7m6x-2hcm).' },
  { name: 'nodemailer', version: '10.4.1', reason: 'An address could be read as another one.' },
  { name: 'preact', version: '10.28.2', reason: 'JSON could become a node of the page.' },
  { name: 'vite', version: '8.0.5', reason: 'The development server showed files outside the project.' },
]

type Locked = { version?: string; hasInstallScript?: boolean; link?: boolean }
const parse = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T
const manifest = parse<{
  engines: { node: string }
  allowScripts: Record<string, boolean>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}>('package.json')
const locked = Object.entries(parse<{ packages: Record<string, Locked> }>('package-lock.json').packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), ...entry }))

describe('no package is older than what is safe', () => {
  test.each(safeFrom)('$name from $version: $reason', ({ name, version }) => {
    const old = locked.filter((entry) => entry.name === name && compare(entry.version ?? '0.0.0', version) < 0)
    expect(old).toEqual([])
  })

  test('the SQLite inside better-sqlite3 keeps committed rows when two connections reset the log', () => {
    const memory = new Database(':memory:')
    const version = memory.prepare('select sqlite_version()').pluck().get() as string
    memory.close()
    expect(compare(version, '3.51.3'), `SQLite ${version}`).toBeGreaterThanOrEqual(0)
  })
})

describe('package.json', () => {
  const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

  test('runs on Node 20.19 and later', () => {
    expect(manifest.engines.node).toBe('>=20.19')
  })

  test('pins every dependency exactly', () => {
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('decides about every install script by name', () => {
    const undecided = locked.filter((entry) => entry.hasInstallScript && !(entry.name in manifest.allowScripts))
    expect(undecided.map((entry) => entry.name)).toEqual([])
    expect(manifest.allowScripts['better-sqlite3']).toBe(true)
  })

  test('has all of @orpc at one version, because its parts speak to each other', () => {
    const versions = locked.filter((entry) => entry.name.startsWith('@orpc/')).map((entry) => entry.version)
    expect(new Set(versions).size).toBe(1)
  })
})

describe('comparing versions', () => {
  test.each([
    ['1.2.3', '1.2.3', 0],
    ['1.10.0', '1.9.9', 1],
    ['8.0.5', '8.0.10', -1],
    ['8.0.5-beta.1', '8.0.5', -1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compare(a, b))).toBe(order)
  })
})

/** Negative when `a` is older. A pre-release is older than the release it leads to. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number))
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0)
    if (difference !== 0) return difference
  }
  return Number(b.includes('-')) - Number(a.includes('-'))
}
