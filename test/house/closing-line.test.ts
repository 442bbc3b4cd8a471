import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from './tree'

const config = `
import { ClosingLine } from '${join(root, 'test/support/closing-line.ts')}'
export default { test: { include: ['*.test.ts'], reporters: [new ClosingLine()] } }
`
const head = "import { beforeAll, describe, expect, test } from 'vitest'\n"
const good = `${head}test('holds', () => expect(1).toBe(1))\ntest('holds too', () => expect(2).toBe(2))\n`

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-closing-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'vitest.config.ts'), config)
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'good.test.ts'), good)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the closing line', () => {
  test.each([
    { what: 'counts what held', source: '', line: '2 passed, 0 failed', code: 0 },
    {
      what: 'counts what did not hold',
      source: "test('breaks', () => expect(1).toBe(2))",
      line: '2 passed, 1 failed',
      code: 1,
    },
    {
      what: 'names what was skipped and counts it as neither',
      source: "test.skip('is put off', () => {})",
      line: '2 passed, 0 failed',
      code: 0,
    },
    {
      what: 'counts a test that talks as failed',
      source: "test('talks', () => console.log('hello'))",
      line: '2 passed, 1 failed',
      code: 1,
    },
    {
      what: 'counts a file that cannot be loaded',
      source: "throw new Error('broken')",
      line: '2 passed, 1 failed',
      code: 1,
    },
    {
      what: 'counts an error that nobody caught',
      source:
        "test('leaves one', async () => {\n  void Promise.reject(new Error('lost'))\n  await new Promise((done) => setTimeout(done, 20))\n})",
      line: '3 passed, 1 failed',
      code: 1,
    },
  ])('$what', async ({ source, line, code }) => {
    await writeFile(join(folder, 'other.test.ts'), source === '' ? good.replaceAll('holds', 'is') : head + source)
    const said = await run(source === '' ? ['good'] : [])
    expect(said.lastLine).toBe(line)
    expect(said.code).toBe(code)
    expect(said.text.includes('skipped: other.test.ts > is put off')).toBe(source.includes('skip'))
  })
})

function run(filters: string[]): Promise<{ code: number; text: string; lastLine: string | undefined }> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_MODE: undefined, TEST: undefined }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [vitest, 'run', ...filters], { cwd: folder, env }, (_, text) => {
      resolve({ code: child.exitCode ?? -1, text, lastLine: text.trimEnd().split('\n').at(-1) })
    })
  })
}
