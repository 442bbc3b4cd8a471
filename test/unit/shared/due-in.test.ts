import { expect, test } from 'vitest'
import { dueIn } from '#shared/rules/due-in'

/** A Sunday. */
const now = { day: '2026-11-22', time: '11:20' }

test.each([
  ['Could you call me tomorrow at 3pm?', '2026-11-23', '15:00'],
  ['Tomorrow is fine. Or monday 10:30, whatever suits you', '2026-11-23', '10:30'],
  ['I need an offer by Friday!', '2026-11-27', null],
  ['Please (by friday morning) if possible', '2026-11-27', '09:00'],
  ['Let us talk in 2 hours, ok?', '2026-11-22', '13:20'],
  ['The fair starts 30 nov, we need them before', '2026-11-30', null],
  ['deadline: 2026-12-01', '2026-12-01', null],
  ['on sat at 9', '2026-11-28', '09:00'],
  ['see you 14:30', '2026-11-22', '14:30'],
])('[D17] %s', (text, day, time) => {
  expect(dueIn(text, 'en', now)).toEqual({ day, time })
})

test.each([
  ['Yarın saat 15’te arar mısınız?', '2026-11-23', '15:00'],
  ['Teklifi cuma günü alabilir miyim?', '2026-11-27', null],
  ['3 gün sonra tekrar konuşalım', '2026-11-25', null],
  ['PAZARTESİ 14:30 uygun', '2026-11-23', '14:30'],
  ['saat 16 gibi', '2026-11-22', '16:00'],
])('[D17] %s', (text, day, time) => {
  expect(dueIn(text, 'tr', now)).toEqual({ day, time })
})

test.each([
  ['Good morning!'],
  ['We need 20 seats at 2.50 each'],
  ['They sat in the sun'],
  ['Look at 3 of them'],
  ['It may cost more'],
  [''],
  ['constructor toString __proto__'],
])('[D17] no due time: %s', (text) => {
  expect(dueIn(text, 'en', now)).toBeNull()
  expect(dueIn(text, 'tr', now)).toBeNull()
})

test('[D17] a very long text is read without delay', () => {
  expect(dueIn('seats '.repeat(700), 'en', now)).toBeNull()
})
