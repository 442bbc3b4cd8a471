import { beforeAll, describe, expect, test } from 'vitest'
import { setLogLevel } from '#server/log'
import { fetchOutside } from '#server/outbound/fetch-outside'
import type { Failure } from '#server/outbound/outcome'

beforeAll(() => setLogLevel('silent'))

/** What nobody may be sent to, and what it is refused for. `http` is allowed here, so that the host decides. */
const evil: Readonly<Partial<Record<Failure, readonly string[]>>> = {
  'not-public': [
    ...['127.0.0.1', '127.0.0.1.', '127.1', '127.0.1', '2130706433', '017700000001', '0x7f000001', '0x7F.1'],
    ...[
      '0177.0.0.1',
      '127.0.0.0x',
      '0x7f.0.0.1',
      '0177.0x0.0.1',
      '00000177.0.0.01',
      '127.000.000.001',
      '0',
      '0.0.0.0',
      '0x0',
    ],
    ...['%31%32%37.0.0.1', '127%2e0%2e0%2e1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1', '127．0．0．1'],
    ...['169.254.169.254', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '0xA9.0xFE.0xA9.0xFE', '169.16689662'],
    ...['10.1', '0xa000001', '012.0.0.1', '172.16.0.1', '2886729729', '192.168.1', '192.168.257', '0300.0250.0.1'],
    ...['100.64.0.1', '255.255.255.255', '4294967295', '224.0.0.1', '198.18.0.1', '203.0.113.7', '168.63.129.16'],
    ...['[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000::0001]', '[::]', '[::0]', '[::127.0.0.1]', '[::ffff:127.0.0.1]'],
    ...['[::ffff:7f00:1]', '[0:0:0:0:0:FFFF:7F00:0001]', '[::ffff:169.254.169.254]', '[64:ff9b::7f00:1]'],
    ...['[64:ff9b:1::a9fe:a9fe]', '[2002:7f00:1::]', '[2001:0:1::1]', '[fe80::1]', '[fec0::1]', '[FD00:EC2::254]'],
    ...['[2606:4700::5efe:7f00:1]', '[ff02::1]', '[2001:db8::1]', '[3fff::1]'],
  ].map((host) => `http://${host}/`),
  'bad-url': [
    ...['localhost', 'LOCALHOST', 'localhost.', 'ｌｏｃａｌｈｏｓｔ', 'loc%61lhost', 'a.localhost', 'a.LocalHost.'],
    ...['ip6-localhost', 'localhost.localdomain', 'metadata', 'metadata.google.internal', 'printer.local', 'nas.lan'],
    ...[
      'router.home.arpa',
      'vault.corp',
      'shop..test',
      '.shop.test',
      'shop.test..',
      '-.test',
      `${'a'.repeat(64)}.test`,
    ],
    ...[
      '[fe80::1%25eth0]',
      '[fe80::1%eth0]',
      '[::1',
      '256.256.256.256',
      '1.2.3.4.5',

      '08.0.0.1',
      'shop*.test',
    ],
    ...['', '%00', 'shop.test%00.evil.test', 'shop test', '@', ':80', '[v1.x]', 'a,b.test'],
  ].map((host) => `http://${host}/`),
  'bad-scheme': [
    ...['ftp://shop.test/', 'file:///etc/passwd', 'gopher://shop.test/_', 'data:text/plain,x', 'javascript:alert(1)'],
    ...['ws://shop.test/', 'wss://shop.test/', 'dict://shop.test/', 'blob:http://shop.test/x', 'unix:/run/docker.sock'],
  ],
  credentials: [
    'http://a:b@shop.test/',
    'http://a@shop.test/',
    'http://:b@shop.test/',
    'http://shop.test:80@127.0.0.1/',
    'http://shop.test%2f@evil.test/',
  ],
  'bad-port': ['http://shop.test:22/', 'https://shop.test:80/', 'http://shop.test:443/', 'https://shop.test:8443/'],
}

/** A resolver that knows every name there is, and a line that nobody may pick up. */
function watched(addresses: readonly string[] = ['93.184.215.14']) {
  const dialled: string[] = []
  return {
    dialled,
    resolve: async () => addresses,
    dial: (to: readonly string[]): never => {
      dialled.push(...to)
      throw new Error('Somebody was called')
    },
  }
}

const rows = Object.entries(evil).flatMap(([reason, all]) => all.map((url) => ({ reason, url })))

describe('a spelling of what is inside', () => {
  test.each(rows)('$url is refused: $reason', async ({ url, reason }) => {
    const world = watched()
    expect(await fetchOutside(url, { http: true }, world)).toEqual({ failed: reason })
    expect(world.dialled).toEqual([])
  })

  test('is tried in more than sixty ways', () => {
    expect(new Set(rows.map(({ url }) => url)).size).toBeGreaterThan(100)
  })

  test('plain http is refused unless the caller allows it', async () => {
    expect(await fetchOutside('http://shop.test/', {}, watched())).toEqual({ failed: 'bad-scheme' })
  })

  test.each([
    ['every address inside', ['10.0.0.5']],
    ['one address of several inside', ['93.184.215.14', '127.0.0.1']],
    ['the inside one first', ['::1', '2606:4700:4700::1111']],
    ['a mapped address', ['::ffff:169.254.169.254']],
    ['what is no address', ['0x7f.1']],
  ])('a name with %s is refused', async (_, addresses) => {
    const world = watched(addresses)
    expect(await fetchOutside('https://shop.test/', {}, world)).toEqual({ failed: 'not-public' })
    expect(world.dialled).toEqual([])
  })

  test.each([
    ['a resolver that knows nothing', async () => []],
    ['a resolver that fails', () => Promise.reject(new Error('ENOTFOUND'))],
  ])('%s leads nowhere', async (_, resolve) => {
    expect(await fetchOutside('https://shop.test/', {}, { ...watched(), resolve })).toEqual({ failed: 'no-address' })
  })
})

describe('a header', () => {
  test.each([
    ['X-A', 'one\r\nHost: evil.test'],
    ['X A', 'two'],
    ['', 'three'],
    ['Host', 'evil.test'],
    ['content-length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['Accept-Encoding', 'gzip'],
  ])('%j: %j is not sent', async (name, value) => {
    const world = watched()
    expect(await fetchOutside('https://shop.test/', { headers: { [name]: value } }, world)).toEqual({
      failed: 'bad-header',
    })
    expect(world.dialled).toEqual([])
  })
})
