import { describe, expect, test } from 'vitest'
import { cardsOf } from '../../../agent-console/data/deals'
import { inboxRows } from '../../../agent-console/data/inbox-lists'
import { loadColumns, loadList, loadThread } from '../../../agent-console/data/load'
import { reduce } from '../../../agent-console/data/reduce'
import { at, card, conversation, deal, fact, mapOf, message, person, selinKnows, total } from './rows'

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
const counts = { incoming: 0, mine: 0, all: 0, n: 1 }

describe('the inbox', () => {
  const rows = mapOf(
    conversation('long waiting', { waitingSince: at(1), lastAt: at(9) }),
    conversation('just came', { waitingSince: at(8), lastAt: at(8) }),
    conversation('mine', { assigneeId: 'selin', lastAt: at(3) }),
    conversation('of a colleague', { assigneeId: 'mert', lastAt: at(5) }),
    conversation('closed', { assigneeId: 'selin', status: 'closed', lastAt: at(7) }),
  )
  const known = selinKnows({ conversations: rows })

  test('Incoming shows who waits longest first; Mine and All the newest words first', () => {
    expect(ids(inboxRows(known, 'incoming'))).toEqual(['long waiting', 'just came'])
    expect(ids(inboxRows(known, 'mine'))).toEqual(['mine'])
    expect(ids(inboxRows(known, 'all'))).toEqual(['long waiting', 'just came', 'closed', 'of a colleague', 'mine'])
  })

  test('a row beyond the last page waits until its page is read, so that no gap is shown', () => {
    const items = ['a', 'b'].map((id, index) => ({
      conversation: conversation(id, { lastAt: at(50 - index) }),
      person: person(id),
    }))
    const first = loadList(known, 'all', { items, next: 'more', counts })
    expect(ids(inboxRows(first, 'all'))).toEqual(['a', 'b'])
    const last = loadList(first, 'all', { items: [], next: null, counts })
    expect(inboxRows(last, 'all')).toHaveLength(7)
  })

  test('a conversation from beyond comes to the top when somebody writes', () => {
    const items = [{ conversation: conversation('a', { lastAt: at(50) }), person: person('a') }]
    const first = loadList(known, 'all', { items, next: 'more', counts })
    const woken = conversation('closed', { lastAt: at(59), version: 2 })
    const next = reduce(first, fact(2, 'message.sent', { message: message(9), conversation: woken, agentName: null }))
    expect(ids(inboxRows(next, 'all'))).toEqual(['closed', 'a'])
  })

  test('counts of an answer older than what is known are not taken', () => {
    const newer = { ...known, counts: { incoming: 5, mine: 5, all: 5, n: 20 } }
    expect(loadList(newer, 'all', { items: [], next: null, counts }).counts.incoming).toBe(5)
  })
})

describe('a column', () => {
  const column = (cards: ReturnType<typeof card>[], next: string | null) => ({
    stageId: 'new',
    totals: [total('new', 9, 0)],
    matching: null,
    cards,
    unread: [],
    next,
  })

  test('shows cards by rank as bytes, as far as it was read', () => {
    const known = selinKnows({ deals: new Map([['far', card(deal('far', { rank: 'b0' }))]]) })
    const first = loadColumns(known, [
      column([card(deal('z', { rank: 'Zz' })), card(deal('a', { rank: 'a0' }))], 'more'),
    ])
    expect(cardsOf(first, 'new').map((one) => one.deal.id)).toEqual(['z', 'a'])
    const last = loadColumns(first, [column([card(deal('far', { rank: 'b0' }))], null)])
    expect(cardsOf(last, 'new').map((one) => one.deal.id)).toEqual(['z', 'a', 'far'])
  })
})

describe('a thread that is read', () => {
  const read = (from: number, to: number, more: boolean) => ({
    conversation: conversation('c1', { head: 90 }),
    person: person('p1'),
    messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
    notes: [],
    lines: [],
    more,
  })
  const seqs = (state: ReturnType<typeof loadThread>) => state.threads.get('c1')?.messages.map(({ seq }) => seq) ?? []

  test('grows upwards, and says when the beginning is reached', () => {
    const newest = loadThread(selinKnows(), read(41, 90, true))
    expect(newest.threads.get('c1')?.more).toBe(true)
    const older = loadThread(newest, read(1, 40, false))
    expect(seqs(older)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1))
    expect(older.threads.get('c1')?.more).toBe(false)
  })

  test('read again keeps what is above it', () => {
    const all = loadThread(loadThread(selinKnows(), read(41, 90, true)), read(1, 40, false))
    const again = loadThread(all, read(41, 90, true))
    expect(seqs(again)).toHaveLength(90)
    expect(again.threads.get('c1')?.more).toBe(false)
  })

  test('starts anew after an absence longer than a page, rather than show a hole', () => {
    const before = loadThread(selinKnows(), read(1, 20, false))
    const after = loadThread(before, read(41, 90, true))
    expect(seqs(after)[0]).toBe(41)
    expect(after.threads.get('c1')?.more).toBe(true)
  })
})
