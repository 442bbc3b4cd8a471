import { connect } from 'node:net'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { log, setLogLevel } from '#server/log'
import { fetchOutside, type Wish } from '#server/outbound/fetch-outside'
import { dialChecked } from '#server/outbound/line'
import { addresses, answering, closeAll, internet } from '../support/outside'

beforeAll(() => setLogLevel('silent'))
afterEach(closeAll)

const http = (wish: Wish = {}): Wish => ({ http: true, ...wish })

describe('the door outwards', () => {
  test('asks the host that was named, at the addresses that were checked, and brings the answer', async () => {
    const port = await answering(async (req, res) => {
      const body = (await req.toArray()).join('')
      res.writeHead(201, { 'x-seen': 'yes' }).end(JSON.stringify([req.method, req.url, req.headers, body]))
    })
    const world = internet(port)
    const outcome = await fetchOutside(
      'http://SHOP.test./hooks?a=%20b#c',
      http({ method: 'POST', body: 'grüße', headers: { 'X-Signature': 's' } }),
      world,
    )
    if ('failed' in outcome) throw new Error(outcome.failed)
    expect(outcome.status).toBe(201)
    expect(outcome.headers['x-seen']).toBe('yes')
    expect(JSON.parse(outcome.body.toString())).toEqual([
      'POST',
      '/hooks?a=%20b',
      {
        host: 'shop.test',
        connection: 'close',
        'accept-encoding': 'identity',
        'content-length': '7',
        'x-signature': 's',
      },
      'grüße',
    ])
    expect(world).toMatchObject({ lookedUp: ['shop.test'], dialled: [{ to: addresses, port: 80 }] })
  })

  test('dials a checked address itself: the name is not looked up again', async () => {
    const port = await answering((_req, res) => res.end('here'))
    const world = { resolve: async () => ['8.8.8.8'], dial: (_to: unknown) => dialChecked(['127.0.0.1'], port) }
    expect(await fetchOutside('http://shop.test/', http(), world)).toMatchObject({ status: 200 })
  })

  test('takes the next checked address where one does not answer', async () => {
    const port = await answering((_req, res) => res.end('here'))
    const world = { resolve: async () => ['8.8.8.8'], dial: () => dialChecked(['127.0.0.2', '127.0.0.1'], port) }
    expect(await fetchOutside('http://shop.test/', http(), world)).toMatchObject({ status: 200 })
  })

  test('a name that means something else a moment later is still where it was: it is looked up once', async () => {
    const port = await answering((_req, res) => res.end('here'))
    const world = internet(port, [['93.184.215.14'], ['127.0.0.1']])
    expect(await fetchOutside('http://shop.test/', http(), world)).toMatchObject({ status: 200 })
    expect(world).toMatchObject({ lookedUp: ['shop.test'], dialled: [{ to: ['93.184.215.14'] }] })
  })

  test('an address needs no looking up', async () => {
    const port = await answering((req, res) => res.end(req.headers.host))
    const world = internet(port)
    const outcome = await fetchOutside('http://[2606:4700:4700:0::1111]:8080/', http({ ports: [8080] }), world)
    expect(outcome).toMatchObject({ body: Buffer.from('[2606:4700:4700::1111]:8080') })
    expect(world).toMatchObject({ lookedUp: [], dialled: [{ to: ['2606:4700:4700::1111'], port: 8080 }] })
  })

  test('a port nobody listens at is unreachable', async () => {
    const world = { ...internet(0), dial: () => connect(1, '127.0.0.1') }
    expect(await fetchOutside('http://shop.test/', http(), world)).toEqual({ failed: 'unreachable' })
  })

  test('the log has the host and the result, and nothing of what was asked', async () => {
    const info = vi.spyOn(log, 'info')
    const port = await answering((_req, res) => res.end('a secret answer'))
    const wish = http({ method: 'POST', body: 'a secret body', headers: { authorization: 'a secret key' } })
    await fetchOutside('http://shop.test/a-secret-path?a=secret', wish, internet(port))
    expect(info.mock.calls).toEqual([[{ host: 'shop.test', result: 200 }, 'outbound']])
  })
})

describe('sent elsewhere', () => {
  const sending = (...to: string[]) =>
    answering((req, res) => {
      const next = to.shift()
      if (next === undefined) return res.end(JSON.stringify([req.headers.host, req.url, req.headers['x-key'] ?? null]))
      return res.writeHead(302, { location: next }).end()
    })

  test('it is not followed unless the caller allows it', async () => {
    const world = internet(await sending('http://shop.test/b'))
    expect(await fetchOutside('http://shop.test/a', http(), world)).toEqual({ failed: 'redirected' })
    expect(world.dialled).toHaveLength(1)
  })

  test('it is followed as often as allowed, looked up and checked anew each time', async () => {
    const world = internet(await sending('/b', 'http://other.test/c'), [addresses, addresses, ['1.1.1.1']])
    const outcome = await fetchOutside('http://shop.test/a', http({ redirects: 2, headers: { 'x-key': 'k' } }), world)
    expect(outcome).toMatchObject({ status: 200, body: Buffer.from('["other.test","/c",null]') })
    expect(world.lookedUp).toEqual(['shop.test', 'shop.test', 'other.test'])
    expect(world.dialled.map(({ to }) => to)).toEqual([addresses, addresses, ['1.1.1.1']])
  })

  test('the same host gets the same headers, another host none of them, and a way back brings none again', async () => {
    const wish = http({ redirects: 2, headers: { 'x-key': 'k' } })
    const same = internet(await sending('/b'))
    expect(await fetchOutside('http://shop.test/', wish, same)).toMatchObject({
      body: Buffer.from('["shop.test","/b","k"]'),
    })
    const back = internet(await sending('http://other.test/', 'http://shop.test/c'))
    expect(await fetchOutside('http://shop.test/', wish, back)).toMatchObject({
      body: Buffer.from('["shop.test","/c",null]'),
    })
  })

  test.each([
    ['one time too many', ['/b', '/c'], {}, 'redirected'],
    ['to an address inside', ['http://127.0.0.1/'], {}, 'not-public'],
    ['to the cloud’s own door', ['http://2852039166/latest/meta-data/'], {}, 'not-public'],
    ['to a name with an address inside', ['http://inside.test/'], {}, 'not-public'],
    ['to a port nobody allowed', ['http://shop.test:6379/'], {}, 'bad-port'],
    ['to another kind of address', ['file:///etc/passwd'], {}, 'bad-scheme'],
    ['with a name and password', ['http://a:b@shop.test/'], {}, 'credentials'],
    ['to nowhere', ['http://['], {}, 'redirected'],
    ['with a body', ['/b'], { method: 'POST', body: 'words' }, 'redirected'],
  ] as const)('%s: refused', async (_, to, wish, failed) => {
    const world = {
      ...internet(await sending(...to)),
      resolve: async (host: string) => (host === 'inside.test' ? ['10.0.0.1'] : addresses),
    }
    expect(await fetchOutside('http://shop.test/', http({ redirects: 1, ...wish }), world)).toEqual({ failed })
    expect(world.dialled.filter(({ to }) => to !== addresses)).toEqual([])
  })
})
