import { describe, expect, test } from 'vitest'
import { dayOf, daysBetween, dueOf } from '../../../../agent-console/parts/deals/days'

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
