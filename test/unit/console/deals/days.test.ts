import { describe, expect, test } from 'vitest'
import { dayOf, daysBetween, dueOf, fromInput, quickDues, toInput } from '../../../../agent-console/parts/deals/days'

const at = (text: string) => new Date(text)

describe('days of the calendar', () => {
  test('are counted by midnight, not by hours', () => {
    expect(dayOf(at('2026-11-30T23:59'))).toBe('2026-11-30')
    expect(daysBetween(at('2026-11-30T23:59'), at('2026-12-01T00:01'))).toBe(1)
    expect(daysBetween(at('2026-12-01T00:01'), at('2026-11-29T12:00'))).toBe(-2)
  })

  test('go over a change of the clocks', () => {
    expect(daysBetween(at('2026-03-28T12:00'), at('2026-03-30T12:00'))).toBe(2)
  })
})

describe('a due time', () => {
  const now = at('2026-11-25T14:00').getTime()
  test.each([
    ['2026-11-25T13:59', { kind: 'overdue', days: 0 }],
    ['2026-11-23T15:00', { kind: 'overdue', days: 2 }],
    ['2026-11-25T17:00', { kind: 'today' }],
    ['2026-11-26T09:00', { kind: 'tomorrow' }],
    ['2026-12-01T09:00', { kind: 'week' }],
    ['2026-12-02T09:00', { kind: 'later' }],
  ])('%s is %o', (due, expected) => {
    expect(dueOf(at(due).toISOString(), now)).toEqual(expected)
  })
})

describe('the quick choices', () => {
  const kinds = (now: string) => quickDues(at(now)).map((it) => `${it.kind} ${toInput(it.at.toISOString())}`)

  test('are today at five, tomorrow at nine and Monday at nine', () => {
    expect(kinds('2026-11-25T14:00')).toEqual([
      'today 2026-11-25T17:00',
      'tomorrow 2026-11-26T09:00',
      'monday 2026-11-30T09:00',
    ])
  })

  test('leave out a time that is past, and Monday when tomorrow is one', () => {
    expect(kinds('2026-11-29T18:00')).toEqual(['tomorrow 2026-11-30T09:00'])
    expect(kinds('2026-11-30T18:00')).toEqual(['tomorrow 2026-12-01T09:00', 'monday 2026-12-07T09:00'])
  })
})

test('an input gives back the moment it was given, and nothing for nothing', () => {
  const moment = at('2026-11-30T09:00').toISOString()
  expect(fromInput(toInput(moment))).toBe(moment)
  expect(fromInput(toInput(null))).toBeNull()
  expect(fromInput('not a date')).toBeNull()
})
