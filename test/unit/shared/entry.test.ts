import { expect, test } from 'vitest'
import type { Stage } from '#shared/protocol/pipelines'
import { missingFor, skips } from '#shared/rules/entry'
import { fold } from '#shared/values/fold'
import { readRate } from '../../../agent-console/features/manage/pipelines/read-rate'

const stage = (id: string, kind: Stage['kind'] = 'open'): Stage => ({
  ...{ id, pipelineId: 'p', name: 'any name', kind, probability: 10, color: 'slate', description: '' },
  ...{ rottingDays: null, requires: [], rank: id },
})
const stages = [stage('a'), stage('b'), stage('c'), stage('won', 'won'), stage('lost', 'lost')]

test('only what is not said is missing; nothing is not the same as zero', () => {
  const said = { amount: 0, closesOn: null, ownerId: 'x', description: '' }
  expect(missingFor({ requires: ['description', 'amount', 'closesOn', 'ownerId'] }, said)).toEqual([
    'description',
    'closesOn',
  ])
})

test.each([
  ['a', 'b', false],
  ['a', 'c', true],
  ['a', 'won', true],
  ['c', 'won', false],
  ['c', 'a', false],
  ['a', 'lost', false],
  ['elsewhere', 'c', false],
])('from %s to %s skips: %s', (from, to, is) => {
  const target = stages.find(({ id }) => id === to) as Stage
  expect(skips({ maySkip: false, stages }, from, target)).toBe(is)
  expect(skips({ maySkip: true, stages }, from, target)).toBe(false)
})

test('names are compared without case, with one I and one space', () => {
  for (const name of ['KIRALIK  İş', 'kiralık İŞ ', 'Kiralik iş']) expect(fold(name)).toBe('kiralik iş')
  expect(fold('Satış')).not.toBe(fold('Satis'))
})

test.each([
  ['41.25', 'en', '41.25'],
  ['41,25', 'tr', '41.25'],
  ['41.25', 'tr', '41.25'],
  ['41,25', 'en', '41.25'],
  ['7', 'en', '7'],
  ['0', 'en', undefined],
  ['0,00', 'tr', undefined],
  ['1.234,5', 'tr', undefined],
  ['-2', 'en', undefined],
  ['', 'en', undefined],
])('the rate %j in %s is %s', (typed, locale, is) => {
  expect(readRate(typed, locale)).toBe(is)
})
