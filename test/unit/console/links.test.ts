import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { piecesOf } from '../../../agent-console/parts/text/links'

const links = (text: string) => piecesOf(text).flatMap(({ text: words, href }) => (href ? [[words, href]] : []))

describe('what becomes a link', () => {
  test.each([
    ['https://shop.test/tables', 'https://shop.test/tables'],
    ['HTTP://shop.test', 'http://shop.test/'],
    ['www.shop.test/a?b=c#d', 'https://www.shop.test/a?b=c#d'],
    ['mailto:elif@kuzey.test', 'mailto:elif@kuzey.test'],
    ['elif@kuzey.test', 'mailto:elif@kuzey.test'],
    ['tel:+902125550100', 'tel:+902125550100'],
    ['http://localhost:4000/x', 'http://localhost:4000/x'],
    ['https://wiki.test/Oak_(tree)', 'https://wiki.test/Oak_(tree)'],
  ])('%s', (text, href) => {
    expect(links(text)).toEqual([[text, href]])
  })

  test('an address among words, without the marks around it', () => {
    expect(piecesOf('See (https://shop.test/a), or ask elif@kuzey.test.')).toEqual([
      { text: 'See (', href: null },
      { text: 'https://shop.test/a', href: 'https://shop.test/a' },
      { text: '), or ask ', href: null },
      { text: 'elif@kuzey.test', href: 'mailto:elif@kuzey.test' },
      { text: '.', href: null },
    ])
  })
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://shop.test',
  'https://',
  'http://nowhere',
  'a@b',
  '@',
  'mailto:',
  '12:30',
  '<a href="x">',
])('%s stays text', (text) => {
  expect(links(text)).toEqual([])
})

test('nothing of a text is lost or added', () => {
  const words = fc.constantFrom('https://a.test/(b)', '(', ')', '.', 'x@y.test', ' ', '\n', 'www.', ':', 'tel:1', 'ş')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((all) => all.join('')),
      ),
      (text) => {
        expect(
          piecesOf(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      },
    ),
  )
})

test('only four schemes ever come out', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true }), fc.string(), (url, noise) => {
      for (const [, href] of links(`${noise}${url} ${url}${noise}`)) expect(href).toMatch(/^(https?|mailto|tel):/)
    }),
  )
})

test('a hostile text takes no longer than an ordinary one of its length', () => {
  const steps = (length: number) => {
    const text = `${'('.repeat(length)}https://${')'.repeat(length)} ${'a@'.repeat(length)} ${'www.'.repeat(length)}`
    const began = performance.now()
    piecesOf(text)
    return performance.now() - began
  }
  steps(1_000)
  expect(steps(64_000)).toBeLessThan(1_000)
})
