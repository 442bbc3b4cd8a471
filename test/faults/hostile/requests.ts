import fc from 'fast-check'
import type { z } from 'zod'
import { contract } from '#shared/protocol/index'
import type { Chance } from '../clients/chance'
import { nearly } from './near'
import { corrupt, spoil } from './spoil'

type Route = { method: string; path: string; bodies: readonly unknown[] }

/** An HTTP request as its bytes: the head, and the body where it is more than the head announces. */
export type RawRequest = { head: string; body: string | Buffer }

/** Draws requests near the contract's routes and requests near nothing. */
export function drawRequests(ids: readonly string[], key: string, cookie: string, seed: number) {
  const routes = routesOf(ids, seed)
  const pages = ['/', '/healthz', '/metrics', '/widget.js', `/widget/${key}.json`, `/frame/${key}`, `/try/${key}`]
  const ours = `x-requested-with: parley\r\ncookie: ${cookie}\r\n`

  return (chance: Chance): RawRequest => {
    const { method, path, bodies } = chance.pick(routes)
    const at = `/api/v1${path.replace(/\{\w+\}/g, () => chance.pick(ids))}`
    const text = spoil(chance.pick(bodies), chance)
    const kind = chance.number()
    if (kind < 0.35) return json(method, at, ours, text)
    if (kind < 0.4) return json(method, at, '', text)
    if (kind < 0.45) return json(method, at, ours, corrupt(text, chance))
    if (kind < 0.5) return typed(method, at, `${ours}content-type: ${chance.pick(types)}\r\n`, text)
    if (kind < 0.54) return json('POST', at, ours, `"${'x'.repeat(65_536)}"`)
    if (kind < 0.58) return announced(chance.pick(['POST', 'PUT', 'PATCH']), chance.pick([at, ...pages]), ours)
    if (kind < 0.64) return bare(chance.pick(methods), chance.pick([at, ...pages]), ours)
    if (kind < 0.74) return bare('GET', chance.pick(paths), ours)
    if (kind < 0.8) return bare('GET', at + chance.pick(queries), ours)
    if (kind < 0.86) return bare('GET', chance.pick(pages), chance.pick(headers))
    if (kind < 0.94) return polled(chance.pick(polls), chance.pick(payloads))
    return { head: chance.pick(nonsense), body: '' }
  }
}

function routesOf(ids: readonly string[], seed: number): Route[] {
  const procedures = Object.values(contract).flatMap((verbs) => Object.values(verbs as object))
  return procedures.map(({ '~orpc': { route, inputSchema } }) => ({
    method: route.method ?? 'POST',
    path: route.path ?? '/',
    bodies: fc.sample(nearly(inputSchema as z.ZodType, ids), { numRuns: 20, seed }),
  }))
}

const host = 'host: localhost\r\nconnection: close\r\n'

const bare = (method: string, path: string, more: string): RawRequest => ({
  head: `${method} ${path} HTTP/1.1\r\n${host}${more}\r\n`,
  body: '',
})

const typed = (method: string, path: string, more: string, body: string | Buffer): RawRequest => ({
  head: `${method} ${path} HTTP/1.1\r\n${host}${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n`,
  body,
})

const json = (method: string, path: string, more: string, body: string) =>
  typed(method, path, `${more}content-type: application/json\r\n`, body)

/** Says that a gigabyte follows, and sends a little of it. */
const announced = (method: string, path: string, more: string): RawRequest => ({
  head: `${method} ${path} HTTP/1.1\r\n${host}${more}content-type: application/json\r\ncontent-length: 1073741824\r\n\r\n`,
  body: 'x'.repeat(64_000),
})

const polled = (query: string, body: string) =>
  typed('POST', `/socket.io/${query}`, `origin: http://localhost\r\ncontent-type: text/plain\r\n`, body)

const types = [
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', '*/*'],
  ...['application/json; charset=utf-7', 'application/json; charset=utf-16', 'application/json; charset=x', ''],
  ...['application/json\r\ncontent-encoding: gzip', 'application/json\r\ncontent-encoding: br', 'a'.repeat(5_000)],
]

const methods = ['TRACE', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'FOO', 'get', 'CONNECT', 'M-SEARCH']

const paths = [
  ...[
    '/%00',
    '/%',
    '/%E0%A4%A',
    '/..',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//',
    '//evil.test/',
    '/\\..\\',
  ],
  ...['/api/v1/%00', '/api/v1/deals/%00', '/api/v1/deals/__proto__', '/api/v1/../v1/console', '/api/v2/', '/api', '*'],
  ...[
    '/widget/%00.json',
    '/widget/__proto__.json',
    '/widget/..%2f..json',
    '/frame/%2e%2e',
    '/frame/assets/..%2f..%2fx',
  ],
  ...['/assets/%00', '/assets/..%2f..%2fserver%2fmain.js', '/try/<script>', '/x;y=z', '/%ff%fe', '/é', '/\t', '/a b'],
  ...[`/${'a'.repeat(7_000)}`, `/${'a/'.repeat(3_000)}`, `/${'%41'.repeat(3_000)}`, `/${'a'.repeat(20_000)}`],
  ...[
    'http://evil.test/',
    'http://localhost:1/api/v1/console',
    '/.git/config',
    '/parley.sqlite',
    '/data/parley.sqlite',
  ],
]

const queries = [
  ...['?limit=1e9', '?limit=-1', '?limit[]=1', '?limit=1&limit=2', '?cursor=%00', '?cursor=0%7C0', '?after=9e99'],
  ...[
    '?__proto__[polluted]=1',
    '?constructor[prototype][polluted]=1',
    '?view=all&cursor=%F0%9F%98%80',
    '?view[a]=mine',
  ],
  ...[
    `?${'a=1&'.repeat(1_000)}`,
    `?${'a['.repeat(800)}${']'.repeat(800)}=1`,
    `?a=${'%41'.repeat(3_000)}`,
    '?%',
    '?=&&=',
  ],
]

const headers = [
  ...[`x: ${'a'.repeat(100_000)}\r\n`, `${'x: y\r\n'.repeat(3_000)}`, `cookie: ${'a=b; '.repeat(2_000)}\r\n`],
  ...['cookie: __proto__=x; sid=%00; sid=%E0%A4%A\r\n', 'authorization: Bearer v1.x\r\n', 'authorization: \u0000\r\n'],
  ...[
    'accept-language: ../../tr\r\n',
    'accept: ,,,;q=x\r\n',
    'range: bytes=9-1,-,99999999999999-\r\n',
    'if-none-match: *\r\n',
  ],
  ...[
    'accept-encoding: gzip;q=x, br, zstd, *;q=0\r\n',
    'expect: 100-continue\r\n',
    'expect: x\r\n',
    'upgrade: h2c\r\n',
  ],
  ...[
    'x-forwarded-for: 1.2.3.4, ::1, evil\r\n',
    'x-forwarded-host: evil.test\r\n',
    'host: evil.test\r\n',
    'origin: null\r\n',
  ],
  ...[
    'idempotency-key: __proto__\r\n',
    'x-parley-site: \ud800\r\n',
    'if-modified-since: yesterday\r\n',
    ': x\r\n',
    'x\r\n',
  ],
]

const polls = [
  ...['?EIO=4&transport=polling', '?EIO=4&transport=polling&sid=nobody', '?EIO=3&transport=polling', '?EIO=4'],
  ...['?EIO=4&transport=polling&j=0', '?EIO=4&transport=polling&b64=1', '', '?EIO[]=4&transport[]=polling'],
]

const payloads = [
  ...['', '4', '\u001e\u001e\u001e', '40/agent,{', 'b!!!!', `b${'A'.repeat(60_000)}`, '0:4', '99999999999:40', '4{'],
  ...['x'.repeat(70_000), '40\u001e'.repeat(20_000), '2probe', '5', '\u0000'],
]

const nonsense = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/9.9\r\nhost: x\r\n\r\n',
  'GET /\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\r\n\r\n\r\n\r\n',
  `${'A'.repeat(20_000)}`,
  'POST /api/v1/deals HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
  'POST /api/v1/deals HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'POST /api/v1/deals HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /api/v1/deals HTTP/1.1\r\nhost: x\r\nx-requested-with: parley\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n',
  'POST /api/v1/deals HTTP/1.1\r\nhost: x\r\nx-requested-with: parley\r\ntransfer-encoding: chunked\r\n\r\nffffffffffff\r\nx',
  'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: short\r\nsec-websocket-version: 99\r\n\r\n',
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
]
