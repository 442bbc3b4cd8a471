import { describe, expect, test } from 'vitest'
import { quietDays, quietSince, stalenessOf } from '#shared/rules/rotting'

const dayMs = 86_400_000
const now = Date.parse('2026-11-20T12:00:00.000Z')
const ago = (days: number) => new Date(now - days * dayMs).toISOString()
const card = (stageDays: number, touchedDays: number, nextInDays: number | null = null, outcome = 'open') => ({
  deal: { stageSince: ago(stageDays), outcome },
  touchedAt: ago(touchedDays),
  nextTaskAt: nextInDays === null ? null : ago(-nextInDays),
})
const nine = { rottingDays: 9 }

describe('[P17] a deal nobody touches', () => {
  test('counts its days from the later of its stage and the last sign of life', () => {
    expect(quietSince(card(5, 2))).toBe(ago(2))
    expect(quietDays(card(5, 2), now)).toBe(2)
    expect(quietDays(card(1, 30), now)).toBe(1)
    expect(quietDays(card(-1, -1), now)).toBe(0)
  })

  test.each([
    [5, 'fresh'],
    [6, 'aging'],
    [8.9, 'aging'],
    [9, 'stuck'],
    [40, 'stuck'],
  ])('is after %s of nine days %s', (days, staleness) => {
    expect(stalenessOf(card(days, days), nine, now)).toBe(staleness)
  })

  test('is waited for while a task comes up in time, and no longer when it is far off or overdue', () => {
    expect(stalenessOf(card(40, 40, 3), nine, now)).toBe('fresh')
    expect(stalenessOf(card(40, 40, 9), nine, now)).toBe('fresh')
    expect(stalenessOf(card(40, 40, 10), nine, now)).toBe('stuck')
    expect(stalenessOf(card(40, 40, -1), nine, now)).toBe('stuck')
  })

  test('never ages where the stage has no days or the deal is closed', () => {
    expect(stalenessOf(card(400, 400), { rottingDays: null }, now)).toBe('fresh')
    expect(stalenessOf(card(400, 400, null, 'won'), nine, now)).toBe('fresh')
  })
})
