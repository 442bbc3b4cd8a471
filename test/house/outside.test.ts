import { describe, expect, test } from 'vitest'
import { filesIn, read } from './tree'

/** Ways out of the process that need no import; the others are walls in rules-for-server.ts. */
const wayOut = /(?<![\w.#])(?:globalThis\.)?(?:fetch\s*\(|new\s+(?:WebSocket|EventSource)\s*\()/

/** The one file that may bring in `node:http` beside the door, because it listens. */
const listens = /^import \{ createServer(?:, type \w+(?: as \w+)?)* \} from 'node:http'$/m

const goesOut = (source: string) =>
  source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => wayOut.test(line) && !/^(\*|\/\/|\/\*)/.test(line))

describe('other people’s servers', () => {
  test.each([
    "const answer = await fetch('https://shop.test/')",
    'return globalThis.fetch (url)',
    'const line = new WebSocket(url)',
    'for await (const news of new EventSource(url)) {}',
  ])('are seen in %s', (line) => expect(goesOut(line)).toEqual([line]))

  test.each([
    'await fetchOutside(url)',
    'store.fetch(id)',
    'const prefetch = (it) => it',
    '// fetch(url) would be wrong',
  ])('are not seen in %s', (line) => expect(goesOut(line)).toEqual([]))

  test('are reached through server/outbound and from nowhere else', () => {
    const files = filesIn(['server'], /\.ts$/).filter((path) => !path.startsWith('server/outbound/'))
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap((path) => goesOut(read(path)).map((line) => `${path}: ${line}`))).toEqual([])
  })

  test('are not what app.ts needs node:http for', () => {
    const app = read('server/app.ts')
    expect(app.match(/node:http/g)).toHaveLength(1)
    expect(app).toMatch(listens)
  })
})
