import { describe, expect, test } from 'vitest'
import { countDue, ringing } from '../../../../agent-console/data/due-tasks'
import { inboxRows } from '../../../../agent-console/data/inbox-lists'
import { groupOf } from '../../../../agent-console/features/tasks/groups'
import { dueOfPicked, picked, pickedAt, quickDues } from '../../../../agent-console/parts/deals/due-picks'
import { nextStepOf } from '../../../../agent-console/parts/deals/next-step'
import { conversation, mapOf, selinKnows, task } from '../rows'

const at = (local: string) => new Date(local)
const iso = (local: string) => at(local).toISOString()

describe('the quick choices', () => {
  const kinds = (now: string) =>
    quickDues(at(now)).map((quick) => `${quick.kind} ${Object.values(pickedAt(quick.at)).join(' ')}`)

  test('are in an hour, today at five, tomorrow, in three days and Monday at ten', () => {
    expect(kinds('2026-11-25T14:00')).toEqual([
      ...['hour 2026-11-25 15:00', 'today 2026-11-25 17:00', 'tomorrow 2026-11-26 10:00'],
      ...['days 2026-11-28 10:00', 'monday 2026-11-30 10:00'],
    ])
  })

  test('leave out a time that is past or said already', () => {
    expect(kinds('2026-11-29T18:00').map((one) => one.split(' ')[0])).toEqual(['hour', 'tomorrow', 'days'])
    expect(kinds('2026-11-27T16:30').map((one) => one.split(' ')[0])).toEqual(['hour', 'tomorrow', 'days'])
  })
})

test('what was picked is a moment, a day, or nothing, and is shown as it was', () => {
  const moment = { dueAt: iso('2026-11-30T09:00'), dueOn: null }
  expect(dueOfPicked(picked(moment))).toEqual(moment)
  expect(dueOfPicked(picked({ dueAt: iso('2026-11-30T23:59'), dueOn: '2026-11-30' }))).toEqual({
    ...{ dueAt: null, dueOn: '2026-11-30' },
  })
  expect(dueOfPicked({ day: '', time: '' })).toEqual({ dueAt: null, dueOn: null })
})

describe('the groups of the list', () => {
  // A Wednesday.
  const now = at('2026-11-25T14:00').getTime()
  test.each([
    ['2026-11-24T09:00', 'overdue'],
    ['2026-11-25T13:59', 'overdue'],
    ['2026-11-25T17:00', 'today'],
    ['2026-11-26T00:00', 'tomorrow'],
    ['2026-11-27T09:00', 'thisWeek'],
    ['2026-11-29T23:59', 'thisWeek'],
    ['2026-11-30T00:00', 'later'],
  ])('%s is %s', (due, group) => {
    expect(groupOf(task('t', { dueAt: iso(due) }), now)).toBe(group)
  })

  test('a whole day is today until it is over, wherever it was meant', () => {
    expect(groupOf(task('t', { dueOn: '2026-11-25', dueAt: iso('2026-11-25T23:59') }), now)).toBe('today')
    expect(groupOf(task('t'), now)).toBe('undated')
  })
})

describe('what is due', () => {
  const now = at('2026-11-25T14:00').getTime()
  const tasks = mapOf(
    task('late', { dueAt: iso('2026-11-20T09:00'), remindedAt: iso('2026-11-20T09:00'), conversationId: 'far' }),
    task('now', { dueAt: iso('2026-11-25T13:00'), remindedAt: iso('2026-11-25T13:00'), conversationId: 'c1' }),
    task('tonight', { dueAt: iso('2026-11-25T23:00') }),
    task('tomorrow', { dueAt: iso('2026-11-26T00:00') }),
    task('hers', { dueAt: iso('2026-11-20T09:00'), remindedAt: iso('2026-11-20T09:00'), assigneeId: 'ayse' }),
    task('done', { dueAt: iso('2026-11-20T09:00'), remindedAt: iso('2026-11-20T09:00'), status: 'done' }),
  )

  test('of mine is counted until the end of the day', () => {
    expect(countDue(selinKnows({ tasks }), now)).toBe(3)
    expect(countDue(selinKnows({ tasks }), at('2026-11-26T00:01').getTime())).toBe(4)
  })

  test('rings, the oldest first, and its conversations come to the top of mine whoever has them', () => {
    const known = selinKnows({
      tasks,
      conversations: mapOf(
        conversation('c1', { assigneeId: 'selin', lastAt: iso('2026-11-01T00:00') }),
        conversation('c2', { assigneeId: 'selin', lastAt: iso('2026-11-25T00:00') }),
        conversation('far', { assigneeId: 'ayse', status: 'closed' }),
      ),
    })
    expect(ringing(known).map(({ id }) => id)).toEqual(['late', 'now'])
    expect(inboxRows(known, 'mine').map(({ id }) => id)).toEqual(['far', 'c1', 'c2'])
    expect(inboxRows(known, 'incoming')).toEqual([])
  })
})

test('a person’s next step is their nearest open task, and none where only a deal is open', () => {
  expect(nextStepOf([], false)).toBeNull()
  expect(nextStepOf([task('t', { status: 'done' })], true)).toEqual({ hasOpenTask: false, nextTaskAt: null })
  const two = [task('b', { dueAt: '2026-12-02T00:00:00.000Z' }), task('a', { dueAt: '2026-12-01T00:00:00.000Z' })]
  expect(nextStepOf(two, true)).toEqual({ hasOpenTask: true, nextTaskAt: '2026-12-01T00:00:00.000Z' })
})
