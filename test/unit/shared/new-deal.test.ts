import { expect, test } from 'vitest'
import { usualName } from '#shared/rules/new-deal'
import { sourceOf } from '#shared/rules/source'

test('a new deal is named after whose it is and the day, where the installation lives', () => {
  const [at, istanbul] = ['2026-11-22T22:30:00.000Z', { locale: 'tr', timeZone: 'Europe/Istanbul' } as const]
  expect(usualName({ name: 'Elif Yılmaz', code: '8F21' }, istanbul, at)).toBe('Elif Yılmaz – 23 Kas')
  expect(usualName({ name: null, code: '8F21' }, istanbul, at)).toBe('Ziyaretçi 8F21 – 23 Kas')
})

test('a source names site and page, without what the page was asked', () => {
  expect(sourceOf('Kuzey', 'https://shop.test/tables?token=secret#x')).toBe('Kuzey · shop.test/tables')
  expect(sourceOf('Kuzey', 'not an address')).toBe('Kuzey')
})
