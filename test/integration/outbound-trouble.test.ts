import { createServer as createSecureServer } from 'node:https'
import { createServer, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setLogLevel } from '#server/log'
import { fetchOutside, type Wish } from '#server/outbound/fetch-outside'
import { answering, certificate, closeAll, internet, listen } from '../support/outside'

beforeAll(() => setLogLevel('silent'))
afterEach(closeAll)

/** A server that takes a line and does with it what it likes. */
const raw = (says: (line: Socket) => void) =>
  listen(
    createServer((line) => {
      line.on('error', () => {})
      line.once('data', () => says(line))
    }),
  )

const ask = (port: number, wish: Wish = {}) =>
  fetchOutside('http://shop.test/', { http: true, ...wish }, internet(port))

describe('a server outside that means no good', () => {
  test('a body that is announced too large is not read at all', async () => {
    const port = await raw((line) => line.write(`HTTP/1.1 200 OK\r\nContent-Length: ${2 ** 40}\r\n\r\n`))
    expect(await ask(port)).toEqual({ failed: 'too-large' })
  })

  test('a body without an end is read up to the limit, and the line is put down', async () => {
    let sent = 0
    const port = await answering((_req, res) => {
      const pour = () => {
        while (!res.destroyed && res.write(Buffer.alloc(16_384))) sent += 16_384
      }
      res.on('drain', pour)
      pour()
    })
    expect(await ask(port)).toEqual({ failed: 'too-large' })
    expect(sent).toBeLessThan(64 * 2 ** 20)
  })

  test('a body of exactly the limit is taken, one byte more is not', async () => {
    const port = await answering((req, res) => {
      res.writeHead(200, { 'transfer-encoding': 'chunked' }).end(Buffer.alloc(Number(req.headers['x-size'])))
    })
    expect(await ask(port, { maxBytes: 100, headers: { 'x-size': '100' } })).toMatchObject({ status: 200 })
    expect(await ask(port, { maxBytes: 100, headers: { 'x-size': '101' } })).toEqual({ failed: 'too-large' })
  })

  test('headers without an end are not taken', async () => {
    const port = await raw((line) => line.write(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(5_000)}`))
    expect(await ask(port)).toEqual({ failed: 'too-large' })
  })

  test('what is packed stays packed', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000))
    const port = await answering((_req, res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(await ask(port)).toMatchObject({ status: 200, body: bomb })
  })

  test.each([
    ['says nothing', () => {}],
    ['says its body a byte at a time', drip('HTTP/1.1 200 OK\r\n\r\n')],
    ['says its headers a byte at a time', drip('HTTP/1.1 200 OK\r\nx-a: ')],
    ['says for ever that it is about to answer', drip('', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ])('one that %s is given up in time', async (_, says) => {
    const port = await raw(says)
    const start = performance.now()
    expect(await ask(port, { withinMs: 200 })).toEqual({ failed: 'too-slow' })
    expect(performance.now() - start).toBeLessThan(1_500)
  })

  test('the time is one for all redirects together', async () => {
    const port = await answering((_req, res) => setTimeout(() => res.writeHead(302, { location: '/' }).end(), 60))
    expect(await ask(port, { withinMs: 200, redirects: 100 })).toEqual({ failed: 'too-slow' })
  })

  test('a resolver that never answers costs no more than the time', async () => {
    const never = { ...internet(0), resolve: () => new Promise<never>(() => {}) }
    expect(await fetchOutside('https://shop.test/', { withinMs: 50 }, never)).toEqual({ failed: 'too-slow' })
    expect(never.dialled).toEqual([])
  })

  test.each([
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['ends before its end', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
    ['has two ends', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['wants to speak something else', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['is empty', ''],
  ])('an answer that %s is broken', async (_, words) => {
    expect(await ask(await raw((line) => line.end(words)))).toEqual({ failed: 'broken' })
  })

  test('the caller may call it off, before and in the middle; the line is put down', async () => {
    const port = await raw((line) => line.write('HTTP/1.1 200 OK\r\n\r\n'))
    expect(await ask(port, { signal: AbortSignal.abort() })).toEqual({ failed: 'aborted' })
    expect(await ask(port, { signal: AbortSignal.timeout(50) })).toEqual({ failed: 'aborted' })
  })
})

describe('a secure line', () => {
  const secured = async () => {
    const names: unknown[] = []
    const server = createSecureServer(certificate, (req, res) => {
      names.push((req.socket as TLSSocket & { servername: unknown }).servername)
      res.end(req.headers.host)
    })
    return { names, port: await listen(server) }
  }

  test('is laid to the host that was named, whose name the certificate bears', async () => {
    const { names, port } = await secured()
    const world = { ...internet(port), authorities: certificate.cert }
    expect(await fetchOutside('https://Shop.Test/', {}, world)).toMatchObject({ body: Buffer.from('shop.test') })
    expect(names).toEqual(['shop.test'])
  })

  test.each([
    ['of a stranger', 'https://shop.test/', undefined],
    ['of another name', 'https://other.test/', certificate.cert],
    ['of a name instead of the address', 'https://93.184.215.14/', certificate.cert],
  ])('with a certificate %s is not trusted, and nothing is said on it', async (_, url, authorities) => {
    const { names, port } = await secured()
    expect(await fetchOutside(url, {}, { ...internet(port), authorities })).toEqual({ failed: 'untrusted' })
    expect(names).toEqual([])
  })

  test('is not one that leads down to plain http', async () => {
    const server = createSecureServer(certificate, (_req, res) => {
      res.writeHead(302, { location: 'http://shop.test/' }).end()
    })
    const world = { ...internet(await listen(server)), authorities: certificate.cert }
    expect(await fetchOutside('https://shop.test/', { http: true, redirects: 1 }, world)).toEqual({
      failed: 'redirected',
    })
  })

  test('is not one where nobody speaks TLS', async () => {
    const port = await raw((line) => line.end('HTTP/1.1 200 OK\r\n\r\n'))
    expect(await fetchOutside('https://shop.test/', {}, internet(port))).toEqual({ failed: 'untrusted' })
  })
})

function drip(first: string, each = 'x') {
  return (line: Socket) => {
    line.write(first)
    const timer = setInterval(() => line.write(each), 5)
    line.on('close', () => clearInterval(timer))
  }
}
