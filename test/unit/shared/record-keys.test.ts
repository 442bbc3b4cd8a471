import { expect, test } from 'vitest'
import { likenessOf } from '#shared/rules/likeness'
import { alikeKey, bareCompany, companyKey, domainOf, emailKey, nameKey, phoneKey } from '#shared/rules/record-keys'

test.each([
  ['Kaya Mobilya A.Ş.', 'kaya mobilya'],
  ['Kaya Mobilya A. Ş.', 'kaya mobilya'],
  ['KAYA MOBİLYA SAN. VE TİC. LTD. ŞTİ.', 'kaya mobilya'],
  ['kaya mobılya ltd.şti.', 'kaya mobilya'],
  ['Acme, Inc.', 'acme'],
  ['Acme LLC', 'acme'],
  ['Weiß & Söhne GmbH & Co. KG', 'weiß sohne'],
  ['Ltd', 'ltd'],
  ['A.Ş.', 'as'],
  ['', ''],
])('the name of %j without what form of company it is, is %j', (name, bare) => {
  expect(bareCompany(name)).toBe(bare)
})

test('names are the same in whatever case, order and letters, and alike when their words begin alike', () => {
  expect(nameKey('Ayşe IŞIK')).toBe(nameKey('ışık  ayse'))
  expect(nameKey('Ayşe Kaya')).not.toBe(nameKey('Ayşegül Kayacı'))
  expect(alikeKey(nameKey('Ayşe Kaya'))).toBe(alikeKey(nameKey('Kayacı, Ayşegül')))
  expect(alikeKey(nameKey('Ayşe Kaya'))).not.toBe(alikeKey(nameKey('Ayşe')))
  expect(nameKey(' – ')).toBe('')
  expect(companyKey('Kaya Mobilya A.Ş.')).toBe(companyKey('kaya mobilya'))
})

test('addresses and numbers are the same however they are written', () => {
  expect(emailKey('Ilker@KAYA.com.tr')).toBe(emailKey('ilker@kaya.com.tr'))
  expect(phoneKey('+90 532 123 45 67')).toBe('905321234567')
})

test('an address says where somebody works unless it is one of those everybody has', () => {
  expect(domainOf('ayse@Kaya.com.tr')).toBe('kaya.com.tr')
  expect(domainOf('ayse@GMAIL.com')).toBeNull()
  expect(domainOf('ayse@mynet.com')).toBeNull()
  expect(domainOf('ayse@')).toBeNull()
})

test('what is surer weighs more, and a company alone is nobody', () => {
  const score = (...fields: Parameters<typeof likenessOf>[0][number]['field'][]) =>
    likenessOf(fields.map((field) => ({ field, value: '' })))
  expect(score('email').strength).toBe('strong')
  expect(score('phone').strength).toBe('strong')
  expect(score('name', 'company').strength).toBe('middle')
  expect(score('domain').strength).toBe('middle')
  expect(score('similar').strength).toBe('hint')
  expect(score('email').score).toBeGreaterThan(score('name', 'company').score)
  expect(score('name').score).toBeGreaterThan(score('similar', 'company').score)
  expect(score('email', 'phone', 'name', 'company').score).toBe(100)
})
