import { describe, expect, test } from 'vitest'
import type { Place } from '../../../../agent-console/features/board/carry'
import { stepByKey } from '../../../../agent-console/features/board/steps-by-key'
import { safeUrl } from '../../../../agent-console/features/person-panel/safe-url'
import { withParameter } from '../../../../agent-console/parts/deals/address'
import { pillOf } from '../../../../agent-console/parts/deals/pill'

const lanes = [
  { stageId: 'a', count: 3 },
  { stageId: 'b', count: 1 },
]
const over = (stageId: string, index: number): Place => ({ over: 'stage', stageId, index })

describe('[K11] a card carried by the keys', () => {
  test.each<[string, Place, Place | undefined]>([
    ['ArrowDown', over('a', 0), over('a', 1)],
    ['ArrowDown', over('a', 3), undefined],
    ['ArrowUp', over('a', 0), undefined],
    ['ArrowRight', over('a', 3), over('b', 1)],
    ['ArrowLeft', over('a', 0), undefined],
    ['ArrowRight', over('b', 0), { over: 'won' }],
    ['ArrowRight', { over: 'won' }, { over: 'lost' }],
    ['ArrowRight', { over: 'lost' }, undefined],
    ['ArrowLeft', { over: 'lost' }, { over: 'won' }],
    ['ArrowLeft', { over: 'won' }, over('b', 0)],
    ['End', over('a', 1), over('a', 3)],
    ['Home', over('a', 2), over('a', 0)],
    ['x', over('a', 2), undefined],
  ])('%s leads from %o to %o', (key, at, to) => {
    expect(stepByKey(at, key, lanes)).toEqual(to)
  })
})

describe('[D12] the pill of a card', () => {
  const now = new Date('2026-11-25T14:00').getTime()
  const due = (text: string) => ({ hasOpenTask: true, nextTaskAt: new Date(text).toISOString() })

  test('warns when nothing is planned', () => {
    expect(pillOf({ hasOpenTask: false, nextTaskAt: null }, now)).toMatchObject({ tone: 'warning', says: 'none' })
    expect(pillOf({ hasOpenTask: true, nextTaskAt: null }, now)).toMatchObject({ tone: 'neutral', says: 'undated' })
  })

  test('is red when late, green today and grey later', () => {
    expect(pillOf(due('2026-11-24T14:00'), now)).toMatchObject({ tone: 'danger', due: { kind: 'overdue', days: 1 } })
    expect(pillOf(due('2026-11-25T18:00'), now).tone).toBe('success')
    expect(pillOf(due('2026-11-27T18:00'), now).tone).toBe('neutral')
  })
})

describe('an address a visitor sent', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address', ''])(
    '%s is not followed',
    (url) => {
      expect(safeUrl(url)).toBeUndefined()
    },
  )

  test('of a web page is', () => {
    expect(safeUrl('https://shop.test/tables?x=1')?.host).toBe('shop.test')
  })
})

test('one parameter of an address changes and the others stay', () => {
  expect(withParameter('/crm/deals?chat=1', 'deal', '2')).toBe('/crm/deals?chat=1&deal=2')
  expect(withParameter('/crm/deals?chat=1&deal=2', 'chat', null)).toBe('/crm/deals?deal=2')
  expect(withParameter('/crm/deals?deal=2', 'deal', null)).toBe('/crm/deals')
})
