import { expect, test } from 'vitest'
import { soughtIn, wordsIn, wordsOfDeal } from '#shared/rules/deal-words'

test.each([
  ['Işıl’ın masası', ['isil', 'in', 'masasi']],
  ['100%_off', ['100', 'off']],
  ['ayse@kuzey.test +90 212', ['ayse', 'kuzey', 'test', '90', '212']],
  ['🚀Roket ❤️', ['🚀', 'roket', '❤']],
  ['· & —', []],
])('%s is made of words without their marks', (text, words) => {
  expect(wordsIn(text)).toEqual(words)
})

test('no word is longer than forty letters, and its beginning still finds it', () => {
  const long = 'a'.repeat(100)
  expect(wordsIn(long).map(({ length }) => length)).toEqual([40, 40, 20])
  expect(soughtIn(long.slice(0, 50))).toEqual(['a'.repeat(40), 'a'.repeat(10)])
})

test('what is looked for is beginnings, behind a # of tags', () => {
  expect(soughtIn('Çiğ #VIP ##')).toEqual(['cig', '#vip'])
  expect(soughtIn('# vip')).toEqual(['vip'])
})

test('a deal is found by its name, its person, its tags as words and as a whole, and its source', () => {
  const deal = { name: 'Masa, masa', tags: ['Big Fish'], source: 'Kuzey · shop.test/a' }
  expect(wordsOfDeal({ deal, personName: 'Ayşe', personCode: 'K7QX' })).toEqual([
    ...['masa', 'ayse', 'k7qx', 'big', 'fish', '#big fish'],
    ...['@kuzey', '@shop', '@test', '@a'],
  ])
})
