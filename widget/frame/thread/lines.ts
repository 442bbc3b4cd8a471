import type { VisitorMessage } from '#shared/protocol/visits'
import type { Pending } from '../delivery/outbox'
import { type Receipt, receiptOf, type View } from '../state'

export type Bubble = { id: string; body: string }

/** What the thread is made of, top to bottom. */
export type Line =
  | { is: 'day'; key: string; at: number }
  | { is: 'group'; key: string; from: 'visitor'; at: number; state: Receipt | 'sending'; bubbles: Bubble[] }
  | { is: 'group'; key: string; from: 'agent'; at: number; name: string | null; bubbles: Bubble[] }
  | { is: 'failed'; key: string; bubble: Bubble }
  | { is: 'event'; key: string; kind: 'closed' | 'reopened' }

type Group = Extract<Line, { is: 'group' }>

/** Messages closer than this stand in one group. */
const groupMs = 5 * 60_000

/** Arranges messages and what waits to be sent in days and groups. A message counts once, whichever way it came. */
export function arrange(view: View, pending: readonly Pending[]): Line[] {
  const lines: Line[] = []
  const shown = new Set(view.messages.map(({ id }) => id))
  let day = ''

  const breakDay = (at: number) => {
    const next = new Date(at).toDateString()
    if (next === day) return
    day = next
    lines.push({ is: 'day', key: `day ${next}`, at })
  }
  const join = (group: Group) => {
    breakDay(group.at)
    const last = lines[lines.length - 1]
    if (last?.is !== 'group' || !belongs(last, group)) {
      lines.push(group)
      return
    }
    last.bubbles.push(...group.bubbles)
    last.at = group.at
    if (last.from === 'visitor' && group.from === 'visitor') last.state = group.state
  }

  for (const message of view.messages) {
    if (message.kind === 'text') join(groupOf(message, view))
    else lines.push({ is: 'event', key: message.id, kind: message.kind })
  }
  for (const { id, body, at, state } of pending) {
    if (shown.has(id)) continue
    if (state === 'failed') lines.push({ is: 'failed', key: id, bubble: { id, body } })
    else join({ is: 'group', key: id, from: 'visitor', at, state, bubbles: [{ id, body }] })
  }
  return lines
}

const groupOf = (message: VisitorMessage, view: View): Group => {
  const start = { is: 'group', key: message.id, at: Date.parse(message.sentAt), bubbles: [message] } as const
  if (message.author === 'visitor')
    return { ...start, from: 'visitor', state: receiptOf(message.seq, view.agentMarks), bubbles: [message] }
  return { ...start, from: 'agent', name: message.agentName, bubbles: [message] }
}

const belongs = (last: Group, next: Group) =>
  last.from === next.from &&
  next.at - last.at < groupMs &&
  (last.from === 'visitor' || next.from === 'visitor' || last.name === next.name)
