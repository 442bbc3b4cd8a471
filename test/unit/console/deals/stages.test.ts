import { describe, expect, test } from 'vitest'
import type { Stage } from '#shared/protocol/pipelines'
import { nothing, plus, share, weighted } from '#shared/rules/forecast'
import { daysInStage, stageByKey, stepsOf } from '../../../../agent-console/parts/deals/steps'
import { totalsIn, totalsOver } from '../../../../agent-console/parts/deals/weight'
import { total, totalsOf } from '../rows'

const stage = (id: string, probability: number): Stage => ({
  id,
  pipelineId: 'p',
  name: id,
  kind: 'open',
  probability,
  color: 'slate',
  description: '',
  rottingDays: null,
  requires: [],
  rank: id,
})
const stages = [stage('a', 10), stage('b', 25), stage('c', 60)]

describe('[K02] weighted sums', () => {
  test('are the amount by the chance, in whole minor units', () => {
    expect(weighted({ ...nothing, amount: 18_000_50 }, 25)).toBe(4_500_13)
    expect(weighted(nothing, 25)).toBe(0)
    expect(weighted({ ...nothing, amount: 999_999_999_999 }, 100)).toBe(999_999_999_999)
  })

  test('take the chance of a deal where somebody set one, and the stage’s elsewhere', () => {
    const both = plus(share({ amount: 1_000, probability: null }), share({ amount: 400, probability: 90 }))
    expect(weighted(both, 10)).toBe(460)
    expect(weighted(plus(both, share({ amount: 400, probability: 90 }), -1), 10)).toBe(100)
    expect(plus(both, both, -1)).toEqual(nothing)
  })

  test('of a board are those of its columns on all sites together', () => {
    const totals = totalsOf(
      total('a', 1, 400),
      total('a', 2, 600, 'atelier'),
      total('c', 1, 500, 'atelier'),
      total('won', 9, 9_000),
    )
    expect(totalsIn(totals, 'a')).toMatchObject({ count: 3, amount: 1_000 })
    expect(totalsIn(totals, 'b')).toMatchObject({ count: 0, amount: 0 })
    expect(totalsOver(stages, totals)).toEqual({ count: 4, amount: 1_500, weighted: 400 })
  })
})

describe('[D07] the stepper', () => {
  const places = (deal: Parameters<typeof stepsOf>[1]) => stepsOf(stages, deal).map(({ place }) => place)

  test('shows what is behind, here and ahead', () => {
    expect(places({ stageId: 'b', outcome: 'open', lastOpenStageId: 'b' })).toEqual(['behind', 'here', 'ahead'])
  })

  test('of a closed deal stands where it was closed', () => {
    expect(places({ stageId: 'won', outcome: 'won', lastOpenStageId: 'c' })).toEqual(['behind', 'behind', 'here'])
  })

  test.each([
    ['ArrowRight', 'a', 'b'],
    ['ArrowDown', 'c', 'a'],
    ['ArrowLeft', 'b', 'a'],
    ['ArrowUp', 'a', 'c'],
    ['Home', 'c', 'a'],
    ['End', 'a', 'c'],
    ['x', 'a', undefined],
  ])('%s leads from %s to %s', (key, from, to) => {
    expect(stageByKey(stages, from, key)?.id).toBe(to)
  })

  test('counts whole days in a stage', () => {
    const now = Date.parse('2026-11-25T12:00:00Z')
    expect(daysInStage({ stageSince: '2026-11-22T13:00:00Z' }, now)).toBe(2)
    expect(daysInStage({ stageSince: '2026-11-25T12:00:01Z' }, now)).toBe(0)
  })
})
