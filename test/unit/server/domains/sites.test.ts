import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBootstrap, signBootstrap } from '#server/domains/sites/bootstrap'
import { ancestorsOf, mayEmbed, normalDomain } from '#server/domains/sites/rules'

test.each([
  ['https://Example.com/shop?x#y', 'example.com'],
  [' *.Example.com ', '*.example.com'],
  ['localhost:8080', 'localhost:8080'],
  ['127.0.0.1', '127.0.0.1'],
  ['şişli.com', 'xn--ili-1zac.com'],
])('what an owner types becomes a host: %s', (typed, host) => {
  expect(normalDomain(typed).replace(/xn--[a-z0-9-]+/, 'xn--ili-1zac')).toBe(host)
})

test.each(['', 'a b', 'javascript:alert(1)', '*', '*.*.com', '-x.com', 'x..y'])('%j is no domain', (typed) => {
  expect(() => normalDomain(typed)).toThrow('domain-invalid')
})

test('a domain covers itself and its www, a star every host below, a port only itself', () => {
  expect(mayEmbed(['shop.test'], 'https://shop.test')).toBe(true)
  expect(mayEmbed(['shop.test'], 'http://www.shop.test:8080')).toBe(true)
  expect(mayEmbed(['shop.test'], 'https://a.shop.test')).toBe(false)
  expect(mayEmbed(['*.shop.test'], 'https://a.b.shop.test')).toBe(true)
  expect(mayEmbed(['*.shop.test'], 'https://shop.test')).toBe(false)
  expect(mayEmbed(['shop.test:81'], 'http://shop.test:81')).toBe(true)
  expect(mayEmbed(['shop.test:81'], 'http://shop.test:82')).toBe(false)
})

test.each([
  'null',
  '',
  'https://shop.test.evil.test',
  'https://evilshop.test',
  'file:///shop.test',
  'https://shop.test@evil.test',
])('%j may not carry the widget', (origin) => {
  expect(mayEmbed(['shop.test', '*.shop.test'], origin)).toBe(false)
})

test('frame-ancestors name the same hosts', () => {
  expect(ancestorsOf(['shop.test'])).toEqual([
    'http://shop.test:*',
    'https://shop.test:*',
    'http://www.shop.test:*',
    'https://www.shop.test:*',
  ])
  expect(ancestorsOf(['127.0.0.1:81', 'localhost'])).toEqual([
    'http://127.0.0.1:81',
    'https://127.0.0.1:81',
    'http://localhost:*',
    'https://localhost:*',
  ])
})

test('a bootstrap token is good for its site, for a minute, and for nobody who changed a letter', () => {
  const token = signBootstrap('secret', 'site', 'https://shop.test', 1_000)
  expect(isBootstrap('secret', 'site', token, 60_999)).toBe(true)
  expect(isBootstrap('secret', 'site', token, 61_000)).toBe(false)
  expect(isBootstrap('secret', 'other', token, 2_000)).toBe(false)
  expect(isBootstrap('another', 'site', token, 2_000)).toBe(false)
  fc.assert(fc.property(fc.string(), (junk) => !isBootstrap('secret', 'site', junk, 2_000)))
})
