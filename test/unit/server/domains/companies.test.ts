import { expect, test } from 'vitest'
import { hostOf } from '#server/domains/companies/rules'

test.each([
  ['https://www.Kaya.com.tr/hakkimizda?x=1', 'kaya.com.tr'],
  ['kaya.com.tr', 'kaya.com.tr'],
  ['info@kaya.com.tr', 'kaya.com.tr'],
  ['kaya.com.tr:8080', 'kaya.com.tr'],
  ['çiçek.com', 'xn--iek-1lab.com'],
  ['kaya', null],
  ['no host at all', null],
  ['', null],
])('the host of %j is %j', (typed, host) => {
  expect(hostOf(typed)).toBe(host)
})
