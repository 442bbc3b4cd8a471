import fc from 'fast-check'
import { expect, test } from 'vitest'
import { edit, lose, move, reopen, win } from '#server/domains/deals/rules'
import type { Deal } from '#shared/protocol/deals'
import type { LossReason, Stage } from '#shared/protocol/pipelines'
import { Refusal } from '#shared/protocol/refusals'

const at = '2026-11-22T10:00:00.000Z'
const stage = (id: string, kind: Stage['kind'] = 'open', pipelineId = 'p'): Stage => ({
  id,
  pipelineId,
  name: 'any name at all',
  kind,
  probability: 10,
  color: 'slate',
  description: '',
  rottingDays: null,
  requires: [],
  rank: 'a0',
})
const deal: Deal = {
  id: 'd',
  pipelineId: 'p',
  stageId: 's1',
  personId: 'x',
  siteId: 'k',
  conversationId: null,
  ownerId: null,
  name: 'Twenty tables',
  amount: null,
  currency: 'TRY',
  closesOn: null,
  probability: null,
  tags: [],
  description: '',
  source: '',
  custom: {},
  outcome: 'open',
  lossReasonId: null,
  lossNote: '',
  competitor: '',
  lastOpenStageId: 's1',
  closedAt: null,
  stageSince: '2026-11-01T00:00:00.000Z',
  quotes: [],
  rank: 'a5',
  createdAt: '2026-11-01T00:00:00.000Z',
  version: 3,
  removed: false,
}
const reason = (needsNote: boolean): LossReason => ({
  id: 'r',
  pipelineId: 'p',
  label: 'Other',
  needsNote,
  rank: 'a0',
})
const code = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'no refusal'
}

test('a move changes stage, place and the day it came there', () => {
  expect(move(deal, 's1', stage('s2'), 'a1', at)).toEqual({
    ...deal,
    stageId: 's2',
    lastOpenStageId: 's2',
    stageSince: at,
    rank: 'a1',
    version: 4,
  })
})

test('a move inside its stage keeps the day it came there', () => {
  expect(move(deal, 's1', stage('s1'), 'a1', at).stageSince).toBe(deal.stageSince)
})

test('a deal stays within its pipeline, and only open stages are moved to', () => {
  expect(code(() => move(deal, 's1', stage('s2', 'open', 'other'), 'a1', at))).toBe('stage-elsewhere')
  expect(code(() => move(deal, 's1', stage('w', 'won'), 'a1', at))).toBe('stage-closes-deal')
  expect(code(() => move(deal, 's1', stage('l', 'lost'), 'a1', at))).toBe('loss-reason-required')
  expect(code(() => move(deal, 's0', stage('s2'), 'a1', at))).toBe('stale')
  expect(code(() => move({ ...deal, outcome: 'won' }, 's1', stage('s2'), 'a1', at))).toBe('deal-closed')
  expect(code(() => move({ ...deal, removed: true }, 's1', stage('s2'), 'a1', at))).toBe('not-found')
})

test('winning remembers the open stage it came from, and reopening returns there', () => {
  const won = win(deal, stage('w', 'won'), 'a0', { amount: 5, at })
  expect(won).toMatchObject({ outcome: 'won', stageId: 'w', lastOpenStageId: 's1', amount: 5, closedAt: at })
  expect(reopen(won, stage('s1'), 'a0', at)).toMatchObject({ outcome: 'open', stageId: 's1', closedAt: null })
  expect(code(() => reopen(deal, stage('s1'), 'a0', at))).toBe('deal-open')
})

test('losing takes a reason of the same pipeline, and a note where the reason says nothing', () => {
  const lost = stage('l', 'lost')
  const lossOf = (lossReasonId: string | undefined, note: string, reasonRequired = true) => ({
    pipeline: { reasonRequired, lossReasons: [reason(true)] },
    lossReasonId,
    note,
  })
  expect(code(() => lose(deal, lost, 'a0', lossOf(undefined, ''), at))).toBe('loss-reason-required')
  expect(code(() => lose(deal, lost, 'a0', lossOf('another', ''), at))).toBe('loss-reason-required')
  expect(code(() => lose(deal, lost, 'a0', lossOf('another', '', false), at))).toBe('loss-reason-required')
  expect(code(() => lose(deal, lost, 'a0', lossOf('r', ''), at))).toBe('loss-note-required')
  expect(lose(deal, lost, 'a0', lossOf(undefined, '', false), at)).toMatchObject({ lossReasonId: null })
  expect(lose(deal, lost, 'a0', lossOf('r', 'Mars'), at)).toMatchObject({
    outcome: 'lost',
    lossReasonId: 'r',
    lossNote: 'Mars',
  })
})

test('an edit is refused only for the very field somebody else changed', () => {
  const changed = { ...deal, amount: 7 }
  expect(edit(changed, { name: { was: deal.name, is: 'Chairs' } }).deal).toMatchObject({ name: 'Chairs', amount: 7 })
  expect(code(() => edit(changed, { amount: { was: null, is: 9 } }))).toBe('stale')
  expect(edit(changed, { amount: { was: null, is: 7 } })).toEqual({ deal: changed, changed: [] })
})

test('whatever is edited, the change told is the change made', () => {
  const amount = fc.option(fc.nat(), { nil: null })
  fc.assert(
    fc.property(amount, amount, (was, is) => {
      const before = { ...deal, amount: was }
      const { deal: after, changed } = edit(before, { amount: { was, is } })
      expect(after.amount).toBe(is)
      expect(changed).toEqual(was === is ? [] : [{ field: 'amount', was, is }])
      expect(after.version).toBe(was === is ? 3 : 4)
    }),
  )
})
