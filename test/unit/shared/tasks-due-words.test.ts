import { describe, expect, test } from 'vitest'
import { readDue } from '#shared/rules/due-words'
import { addDays, dayIn, endOfDay, isTimeZone, momentOf } from '#shared/values/zone'

/** A Sunday. */
const now = { day: '2026-11-22', time: '11:20' }

describe('a due time in words', () => {
  test.each([
    ['tomorrow 3pm', '2026-11-23', '15:00'],
    ['Tomorrow at 3', '2026-11-23', '15:00'],
    ['tomorrow', '2026-11-23', null],
    ['today 17:00', '2026-11-22', '17:00'],
    ['5 pm', '2026-11-22', '17:00'],
    ['9:00', '2026-11-23', '09:00'],
    ['monday', '2026-11-23', null],
    ['sunday', '2026-11-29', null],
    ['next wednesday 10', '2026-11-25', '10:00'],
    ['friday morning', '2026-11-27', '09:00'],
    ['in 2 hours', '2026-11-22', '13:20'],
    ['in an hour', '2026-11-22', '12:20'],
    ['in 13 hours', '2026-11-23', '00:20'],
    ['in 3 days', '2026-11-25', null],
    ['in 3 days at 10:15', '2026-11-25', '10:15'],
    ['in a week', '2026-11-29', null],
    ['day after tomorrow 12am', '2026-11-24', '00:00'],
    ['30 nov', '2026-11-30', null],
    ['nov 30 3:30pm', '2026-11-30', '15:30'],
    ['3 feb', '2027-02-03', null],
    ['30.11.2026 14:30', '2026-11-30', '14:30'],
    ['2026-12-01', '2026-12-01', null],
    ['on 1/12 at 9', '2026-12-01', '09:00'],
  ])('%s', (words, day, time) => {
    expect(readDue(words, 'en', now)).toEqual({ day, time })
  })

  test.each([
    ['yarın 10', '2026-11-23', '10:00'],
    ['YARIN 15:30', '2026-11-23', '15:30'],
    ['yarın saat 3', '2026-11-23', '15:00'],
    ["yarın 10'da", '2026-11-23', '10:00'],
    ['pazartesi 14:30', '2026-11-23', '14:30'],
    ['pazartesi 14.30', '2026-11-23', '14:30'],
    ['haftaya salı', '2026-11-24', null],
    ['haftaya', '2026-11-29', null],
    ['3 gün sonra', '2026-11-25', null],
    ['yarım saat sonra', '2026-11-22', '11:50'],
    ['2 saat sonra', '2026-11-22', '13:20'],
    ['bir hafta sonra', '2026-11-29', null],
    ['öbür gün akşam', '2026-11-24', '18:00'],
    ['bugün öğleden sonra', '2026-11-22', '14:00'],
    ['30 Kasım', '2026-11-30', null],
    ['cuma günü 11', '2026-11-27', '11:00'],
  ])('%s', (words, day, time) => {
    expect(readDue(words, 'tr', now)).toEqual({ day, time })
  })

  test.each(['', 'soon', '10', '31 feb', 'tomorrow today', 'monday 25:00', '13 pm', 'call tomorrow', 'x'.repeat(500)])(
    'nothing is made of %j',
    (words) => {
      expect(readDue(words, 'en', now)).toBeNull()
    },
  )

  test('in the middle of a week the next Wednesday is that of next week', () => {
    const tuesday = { day: '2026-11-24', time: '11:20' }
    expect(readDue('wednesday', 'en', tuesday)?.day).toBe('2026-11-25')
    expect(readDue('next wednesday', 'en', tuesday)?.day).toBe('2026-12-02')
    expect(readDue('haftaya çarşamba', 'tr', tuesday)?.day).toBe('2026-12-02')
  })
})

describe('days and moments of a zone', () => {
  test.each([
    ['2026-11-23', '10:00', 'Europe/Istanbul', '2026-11-23T07:00:00.000Z'],
    ['2026-07-01', '10:00', 'Europe/Berlin', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01', '10:00', 'Europe/Berlin', '2026-12-01T09:00:00.000Z'],
    // The clocks leap from 02:00 to 03:00 that night.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-11-23', '00:00', 'Asia/Kathmandu', '2026-11-22T18:15:00.000Z'],
    ['2026-11-23', '23:00', 'Pacific/Kiritimati', '2026-11-23T09:00:00.000Z'],
  ])('%s %s in %s', (day, time, zone, at) => {
    expect(momentOf(day, time, zone)).toBe(at)
  })

  test('a day ends before the next begins, however long it is', () => {
    expect(endOfDay('2026-11-22', 'Europe/Istanbul')).toBe('2026-11-22T20:59:59.999Z')
    expect(endOfDay('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T22:59:59.999Z')
    expect(dayIn(endOfDay('2026-10-25', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-10-25')
    expect(dayIn('2026-11-22T22:00:00.000Z', 'Europe/Istanbul')).toBe('2026-11-23')
  })

  test('days are counted over the ends of months and years', () => {
    expect([addDays('2026-12-31', 1), addDays('2028-02-28', 1), addDays('2026-03-01', -1)]).toEqual([
      '2027-01-01',
      '2028-02-29',
      '2026-02-28',
    ])
  })

  test('only zones that exist are zones', () => {
    expect(['Europe/Istanbul', 'UTC', 'Nowhere/Land', ''].map(isTimeZone)).toEqual([true, true, false, false])
  })
})
