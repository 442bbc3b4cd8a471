import type { Conversation, Message, Note } from '#shared/protocol/conversations'
import type { Fact } from '#shared/protocol/index'
import type { Outgoing } from '../../data/outbox'

/** How far words of ours have come. */
export type Progress = 'sending' | 'failed' | 'sent' | 'delivered' | 'seen'

/** One message in its bubble. */
export type Bubble = { id: string; body: string; at: string; seq: number | null }

/** Messages of one author that follow one another closely; their time and state stand under the last. */
export type Group = {
  kind: 'group'
  key: string
  ours: boolean
  agentId: string | null
  bubbles: Bubble[]
  /** Null for what the visitor wrote. */
  progress: Progress | null
  /** Of a group that failed: its one message, with the reason. */
  failed: Outgoing | null
}

/** What stands in a thread, from top to bottom. */
export type Line =
  | Group
  | { kind: 'day'; key: string; at: string }
  | { kind: 'note'; key: string; note: Note }
  | { kind: 'turn'; key: string; message: Message }
  | { kind: 'deed'; key: string; fact: Fact }

/** Messages further apart than this are told apart by their times. */
const closeMs = 5 * 60_000

type Parts = {
  messages: readonly Message[]
  notes: readonly Note[]
  /** Facts about deals and tasks, in order of `n`. */
  deeds: readonly Fact[]
  outgoing: readonly Outgoing[]
  marks: Conversation['visitorMarks']
}

/** Puts messages, notes, turns and words on their way into the order in which they are read. */
export function linesOf({ messages, notes, deeds, outgoing, marks }: Parts): Line[] {
  const lines: Line[] = []
  let day = ''
  const onDay = (at: string) => {
    const next = new Date(at).toDateString()
    if (next !== day) lines.push({ kind: 'day', key: `day ${next}`, at })
    day = next
  }
  const say = (words: Words) => {
    onDay(words.bubble.at)
    const last = lines.at(-1)
    if (last?.kind === 'group' && joins(last, words)) {
      last.bubbles.push(words.bubble)
      last.progress = words.progress
    } else lines.push(newGroup(words))
  }
  const asides = asidesOf(notes, deeds, messages)
  let aside = 0
  const asidesUpTo = (seq: number) => {
    for (let next = asides[aside]; next && next.afterSeq <= seq; next = asides[++aside]) {
      onDay(next.at)
      lines.push(next.line)
    }
  }
  for (const message of messages) {
    asidesUpTo(message.seq - 1)
    if (message.kind === 'text') say(sentWords(message, marks))
    else {
      onDay(message.sentAt)
      lines.push({ kind: 'turn', key: message.id, message })
    }
  }
  asidesUpTo(Number.POSITIVE_INFINITY)
  const arrived = new Set(messages.map(({ id }) => id))
  for (const one of outgoing) if (!arrived.has(one.id)) say(waitingWords(one))
  return lines
}

/**
 * The messages up to the first hole in their numbering. What lies beyond a hole is not shown before the hole is
 * filled, so nobody answers words whose question is missing.
 */
export function wholeRun(messages: readonly Message[]): { run: readonly Message[]; isWhole: boolean } {
  const hole = messages.findIndex(({ seq }, at) => at > 0 && seq !== (messages[at - 1]?.seq ?? 0) + 1)
  return hole < 0 ? { run: messages, isWhole: true } : { run: messages.slice(0, hole), isWhole: false }
}

type Aside = { afterSeq: number; n: number; at: string; line: Line }

/** What is no message, after the message it follows, then in the order in which it happened. */
function asidesOf(notes: readonly Note[], deeds: readonly Fact[], messages: readonly Message[]): Aside[] {
  const asides = notes.map((note): Aside => {
    const { id, afterSeq, n, writtenAt } = note
    return { afterSeq, n, at: writtenAt, line: { kind: 'note', key: id, note } }
  })
  let next = 0
  for (const fact of deeds) {
    while ((messages[next]?.n ?? Number.POSITIVE_INFINITY) < fact.n) next++
    const afterSeq = messages[next - 1]?.seq ?? 0
    asides.push({ afterSeq, n: fact.n, at: fact.at, line: { kind: 'deed', key: `fact ${fact.n}`, fact } })
  }
  return asides.sort((a, b) => a.afterSeq - b.afterSeq || a.n - b.n)
}

type Words = Pick<Group, 'ours' | 'agentId' | 'progress' | 'failed'> & { bubble: Bubble }

const newGroup = ({ bubble, ...rest }: Words): Group => ({ kind: 'group', key: bubble.id, ...rest, bubbles: [bubble] })

function joins(group: Group, { ours, agentId, bubble, failed }: Words): boolean {
  const last = group.bubbles.at(-1)
  if (!last || group.ours !== ours || group.agentId !== agentId || group.failed || failed) return false
  return Math.abs(Date.parse(bubble.at) - Date.parse(last.at)) < closeMs
}

const sentWords = ({ id, body, seq, sentAt, author, agentId }: Message, marks: Parts['marks']): Words => ({
  bubble: { id, body, at: sentAt, seq },
  ours: author !== 'visitor',
  agentId,
  progress: author === 'visitor' ? null : seq <= marks.read ? 'seen' : seq <= marks.delivered ? 'delivered' : 'sent',
  failed: null,
})

const waitingWords = (one: Outgoing): Words => ({
  bubble: { id: one.id, body: one.body, at: one.writtenAt, seq: null },
  ours: true,
  agentId: one.agentId,
  progress: one.refused ? 'failed' : 'sending',
  failed: one.refused ? one : null,
})
