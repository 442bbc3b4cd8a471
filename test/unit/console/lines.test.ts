import { describe, expect, test } from 'vitest'
import type { Message, Note } from '#shared/protocol/conversations'
import type { Outgoing } from '../../../agent-console/data/outbox'
import { type Line, linesOf, wholeRun } from '../../../agent-console/features/thread/lines'

const at = (minutes: number) => new Date(Date.UTC(2026, 9, 12, 10, minutes)).toISOString()

const message = (seq: number, over: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversationId: 'c',
  seq,
  n: seq * 10,
  kind: 'text',
  author: 'visitor',
  agentId: null,
  body: `words ${seq}`,
  sentAt: at(seq),
  ...over,
})
const ours = (seq: number, over: Partial<Message> = {}) => message(seq, { author: 'agent', agentId: 'selin', ...over })

const note = (afterSeq: number, n: number): Note => ({
  id: `n${n}`,
  conversationId: 'c',
  personId: 'p',
  agentId: 'selin',
  body: 'between us',
  afterSeq,
  n,
  writtenAt: at(afterSeq),
})

const waiting = (id: string, over: Partial<Outgoing> = {}): Outgoing => ({
  id,
  agentId: 'selin',
  conversationId: 'c',
  body: 'on its way',
  writtenAt: at(20),
  refused: null,
  ...over,
})

const read = (parts: Partial<Parameters<typeof linesOf>[0]>): Line[] =>
  linesOf({ messages: [], notes: [], deeds: [], outgoing: [], marks: { delivered: 0, read: 0 }, ...parts })

/** The thread in a few words: `them m1 m2`, `us m3 seen`. */
const shape = (lines: Line[]) =>
  lines.map((line) => {
    if (line.kind === 'day') return 'day'
    if (line.kind === 'note') return line.key
    if (line.kind === 'turn') return line.message.kind
    if (line.kind === 'deed') return line.key
    const ids = line.bubbles.map(({ id }) => id).join(' ')
    return line.ours ? `us ${ids} ${line.progress}` : `them ${ids}`
  })

describe('grouping', () => {
  test('what one author says in one go stands together', () => {
    expect(shape(read({ messages: [message(1), message(2), ours(3), message(4)] }))).toEqual([
      'day',
      'them m1 m2',
      'us m3 sent',
      'them m4',
    ])
  })

  test('five minutes, another agent or another day begin anew', () => {
    const late = ours(2, { sentAt: at(7) })
    const colleague = ours(3, { sentAt: at(8), agentId: 'marcus' })
    const later = ours(4, { sentAt: new Date(Date.UTC(2026, 9, 15)).toISOString(), agentId: 'marcus' })
    expect(shape(read({ messages: [ours(1), late, colleague, later] }))).toEqual([
      'day',
      'us m1 sent',
      'us m2 sent',
      'us m3 sent',
      'day',
      'us m4 sent',
    ])
  })

  test('closing and reopening stand between', () => {
    const messages = [message(1), message(2, { kind: 'closed', author: 'system' }), message(3)]
    expect(shape(read({ messages }))).toEqual(['day', 'them m1', 'closed', 'them m3'])
  })
})

describe('notes', () => {
  test('stand after the message they follow, then in the order of the number line', () => {
    const notes = [note(1, 15), note(1, 17), note(3, 40)]
    expect(shape(read({ messages: [message(1), message(2), message(3)], notes }))).toEqual([
      'day',
      'them m1',
      'n15',
      'n17',
      'them m2 m3',
      'n40',
    ])
  })
})

describe('[D14] what happened to deals', () => {
  const deed = (n: number) => ({ n, name: 'deal.won', at: at(n / 10), data: {} }) as never

  test('stands between the messages where it happened, beside the notes', () => {
    const messages = [message(1), message(2), message(3)]
    expect(shape(read({ messages, notes: [note(2, 22), note(2, 26)], deeds: [deed(4), deed(24), deed(99)] }))).toEqual([
      'day',
      'fact 4',
      'them m1 m2',
      'n22',
      'fact 24',
      'n26',
      'them m3',
      'fact 99',
    ])
  })
})

describe('how far words have come', () => {
  test('follows what the visitor has received and seen', () => {
    const messages = [ours(1), ours(7), ours(13)]
    expect(shape(read({ messages, marks: { delivered: 7, read: 1 } }))).toEqual([
      'day',
      'us m1 seen',
      'us m7 delivered',
      'us m13 sent',
    ])
  })

  test('is said of the last in a group', () => {
    expect(shape(read({ messages: [ours(1), ours(2)], marks: { delivered: 1, read: 1 } }))).toEqual([
      'day',
      'us m1 m2 sent',
    ])
  })
})

describe('words on their way', () => {
  test('come last, and not twice once they have arrived', () => {
    const messages = [ours(19, { id: 'x' })]
    expect(shape(read({ messages, outgoing: [waiting('x'), waiting('y')] }))).toEqual(['day', 'us x y sending'])
  })

  test('stand alone when they were refused, so that Retry and Delete mean one message', () => {
    const outgoing = [waiting('x'), waiting('y', { refused: 'not-found' }), waiting('z')]
    expect(shape(read({ outgoing }))).toEqual(['day', 'us x sending', 'us y failed', 'us z sending'])
  })

  test('keep the key of their group when they arrive, so that nothing on screen is built anew', () => {
    const before = read({ outgoing: [waiting('x')] })
    const after = read({ messages: [ours(1, { id: 'x', sentAt: at(20) })] })
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key))
  })
})

describe('a hole in the numbering', () => {
  test('ends what is shown', () => {
    expect(wholeRun([message(4), message(5), message(7)])).toEqual({ run: [message(4), message(5)], isWhole: false })
  })

  test('is not what an older beginning is', () => {
    expect(wholeRun([message(4), message(5)]).isWhole).toBe(true)
    expect(wholeRun([]).isWhole).toBe(true)
  })
})
