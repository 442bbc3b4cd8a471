import { describe, expect, test } from 'vitest'
import { reduce } from '../../../agent-console/data/reduce'
import { totalsIn } from '../../../agent-console/parts/deals/weight'
import {
  card,
  conversation,
  deal,
  fact,
  mapOf,
  message,
  note,
  person,
  selin,
  selinKnows,
  task,
  total,
  totalsOf,
} from './rows'

const free = { status: 'open', assigneeId: null } as const
const mine = { status: 'open', assigneeId: 'selin' } as const

describe('a row', () => {
  const known = selinKnows({ conversations: mapOf(conversation('c1', { version: 5 })) })

  test('keeps its higher version', () => {
    const older = fact(9, 'conversation.seen', { conversation: conversation('c1', { version: 4, unread: 7 }) })
    expect(reduce(known, older).conversations).toBe(known.conversations)
    const newer = fact(9, 'conversation.seen', { conversation: conversation('c1', { version: 6, unread: 0 }) })
    expect(reduce(known, newer).conversations.get('c1')?.unread).toBe(0)
  })

  test('moves the cursor, and never back', () => {
    const seen = (n: number) => fact(n, 'conversation.seen', { conversation: conversation('c1') })
    expect(reduce(known, seen(9)).n).toBe(9)
    expect(reduce({ ...known, n: 12 }, seen(9)).n).toBe(12)
  })

  test('a fact of a newer server is passed over', () => {
    const unknown = { ...fact(9, 'conversation.seen', { conversation: conversation('c1') }), name: 'moon.risen' }
    expect(reduce(known, unknown as never)).toEqual({ ...known, n: 9 })
  })
})

describe('counts', () => {
  const known = selinKnows({ counts: { incoming: 3, mine: 2, all: 9, n: 10 } })
  const counted = (...facts: ReturnType<typeof fact>[]) => facts.reduce(reduce, known).counts

  test('follow a new conversation', () => {
    const started = fact(11, 'conversation.started', { conversation: conversation('c1'), person: person('p1') })
    expect(counted(started)).toEqual({ incoming: 4, mine: 2, all: 10, n: 11 })
  })

  test('follow a conversation that is not loaded from list to list, by what it was', () => {
    const accepted = fact(11, 'conversation.accepted', {
      conversation: conversation('far away', { assigneeId: 'selin' }),
      was: free,
      byAgentId: 'selin',
    })
    const closed = fact(12, 'conversation.closed', {
      conversation: conversation('far away', { assigneeId: 'selin', status: 'closed', version: 2 }),
      was: mine,
      byAgentId: 'selin',
    })
    expect(counted(accepted)).toEqual({ incoming: 2, mine: 3, all: 9, n: 11 })
    expect(counted(accepted, closed)).toEqual({ incoming: 2, mine: 2, all: 8, n: 12 })
  })

  test('contain already what happened before they were counted', () => {
    const started = fact(10, 'conversation.started', { conversation: conversation('c1'), person: person('p1') })
    expect(counted(started)).toEqual(known.counts)
  })
})

describe('a thread', () => {
  const thread = { messages: [message(1)], notes: [], lines: [], more: false }
  const sent = (seq: number) =>
    fact(100 + seq, 'message.sent', { message: message(seq), conversation: conversation('c1'), agentName: null })

  test('takes each message once, in order of seq', () => {
    const known = selinKnows({ threads: new Map([['c1', thread]]) })
    const shown = [sent(3), sent(2), sent(3)].reduce(reduce, known).threads.get('c1')
    expect(shown?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('that nobody opened stays unopened, while its row is known', () => {
    const next = reduce(selinKnows(), sent(2))
    expect(next.threads.size).toBe(0)
    expect(next.conversations.has('c1')).toBe(true)
  })

  test('shows notes after the message they follow, then by n', () => {
    const known = selinKnows({ threads: new Map([['c1', thread]]) })
    const shown = [note('late', { n: 300 }), note('later', { afterSeq: 2, n: 250 }), note('early', { n: 200 })]
      .map((one) => fact(one.n, 'note.written', { note: one, siteId: 'kuzey' }))
      .reduce(reduce, known)
    expect(shown.threads.get('c1')?.notes.map(({ id }) => id)).toEqual(['early', 'late', 'later'])
  })
})

describe('deals and tasks', () => {
  test('a fact brings the card and the totals of its site, and leaves those of others alone', () => {
    const known = selinKnows({ totals: totalsOf(total('new', 1, 1_000), total('new', 7, 70, 'atelier')) })
    const next = reduce(
      known,
      fact(11, 'deal.moved', {
        ...card(deal('d1', { stageId: 'offer', version: 2 })),
        byAgentId: 'selin',
        fromStageId: 'new',
        totals: [total('new', 0, 0), total('offer', 1, 1_000)],
      }),
    )
    expect(next.deals.get('d1')?.deal.stageId).toBe('offer')
    expect(totalsIn(next.totals, 'new')).toMatchObject({ count: 7, amount: 70 })
    expect(totalsIn(next.totals, 'offer')).toMatchObject({ count: 1, amount: 1_000 })
  })

  test('a task tells its deal what comes next', () => {
    const known = selinKnows({ deals: new Map([['d1', card(deal('d1'))]]) })
    const next = reduce(
      known,
      fact(11, 'task.created', {
        task: task('t1', { dealId: 'd1' }),
        siteId: 'kuzey',
        byAgentId: 'selin',
        personName: '',
        personCode: '8F21',
        changes: [],
        because: null,
        deal: {
          ...{ id: 'd1', name: 'Twenty seats', pipelineId: 'sales', stageId: 'new', outcome: 'open' },
          ...{ hasOpenTask: true, nextTaskAt: '2026-11-21T14:00:00.000Z' },
        },
      }),
    )
    expect(next.deals.get('d1')).toMatchObject({ hasOpenTask: true, nextTaskAt: '2026-11-21T14:00:00.000Z' })
    expect(next.tasks.has('t1')).toBe(true)
  })

  test('an agent who edits themselves is edited where they are me, too', () => {
    const edited = { ...selin, locale: 'tr' as const, version: 2 }
    expect(reduce(selinKnows(), fact(11, 'agent.edited', { agent: edited })).me?.agent.locale).toBe('tr')
  })
})
