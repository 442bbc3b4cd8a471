import type { Marks } from '#shared/protocol/conversations'
import type { VisitorFact, VisitorMessage, VisitorView } from '#shared/protocol/visits'

/** What the visitor is shown of the conversation: only what came without a hole. */
export type View = {
  /** Null until the first answer. */
  epoch: string | null
  conversationId: string | null
  status: 'open' | 'closed'
  messages: readonly VisitorMessage[]
  /** Highest `seq` up to which nothing is missing. */
  last: number
  visitorMarks: Marks
  agentMarks: Marks
  agentsOnline: boolean | null
  agentName: string | null
  introduced: boolean
}

/** How far the team has got with a message of the visitor's. */
export type Receipt = 'sent' | 'delivered' | 'seen'

export const emptyView: View = {
  epoch: null,
  conversationId: null,
  status: 'open',
  messages: [],
  last: 0,
  visitorMarks: { delivered: 0, read: 0 },
  agentMarks: { delivered: 0, read: 0 },
  agentsOnline: null,
  agentName: null,
  introduced: true,
}

/**
 * Takes the answer to a sync that was asked when the view stood as `asked`. `more` asks again; `anew` means the answer
 * comes from another past than the view (a restore), which is dropped here and must be loaded from the start.
 */
export function takeSync(view: View, answer: VisitorView, asked: View): { view: View; next: 'done' | 'more' | 'anew' } {
  // Compared with the view as it was, not as it is: a send acknowledged meanwhile may have carried it further.
  const otherEpoch = asked.epoch !== null && asked.epoch !== answer.epoch
  const otherTalk = asked.conversationId !== null && asked.conversationId !== answer.conversationId
  if (otherEpoch || otherTalk || answer.head < asked.last) return { view: emptyView, next: 'anew' }

  const grown = answer.messages.reduce(append, {
    ...view,
    epoch: answer.epoch,
    conversationId: answer.conversationId ?? view.conversationId,
  })
  const taken: View = {
    ...grown,
    status: grown.last === answer.head ? answer.status : grown.status,
    visitorMarks: higher(view.visitorMarks, answer.visitorMarks),
    agentMarks: higher(view.agentMarks, answer.agentMarks),
    agentsOnline: answer.agentsOnline,
    agentName: answer.agentName,
    introduced: answer.introduced,
  }
  return { view: taken, next: taken.last >= answer.head ? 'done' : 'more' }
}

/** Takes one message, pushed or acknowledged. A `gap` must be filled by a sync before the message is shown. */
export function takeMessage(view: View, conversationId: string, message: VisitorMessage): { view: View; gap: boolean } {
  if (view.conversationId !== null && view.conversationId !== conversationId) return { view, gap: true }
  if (message.seq > view.last + 1) return { view, gap: true }
  return { view: append({ ...view, conversationId }, message), gap: false }
}

/** Takes a fact that was heard live. */
export function takeFact(view: View, fact: VisitorFact): { view: View; gap: boolean } {
  switch (fact.name) {
    case 'message.sent':
      return takeMessage(view, fact.data.conversationId, fact.data.message)
    case 'conversation.seen':
      if (fact.data.conversationId !== view.conversationId) return { view, gap: false }
      return { view: { ...view, agentMarks: higher(view.agentMarks, fact.data.agentMarks) }, gap: false }
    default:
      return { view, gap: false }
  }
}

/** The visitor has seen everything up to `seq`, here or in another tab. */
export function takeRead(view: View, seq: number): View {
  const read = Math.min(seq, view.last)
  return read > view.visitorMarks.read
    ? { ...view, visitorMarks: higher(view.visitorMarks, { delivered: read, read }) }
    : view
}

/** Texts of the team the visitor has not seen, oldest first. */
export const unreadOf = (view: View): VisitorMessage[] =>
  view.messages.filter(
    (message) => message.author === 'agent' && message.kind === 'text' && message.seq > view.visitorMarks.read,
  )

/** The newest unseen text, unless the visitor has waved just that one away. */
export function previewOf(view: View, dismissedId: string): VisitorMessage | null {
  const newest = unreadOf(view).at(-1)
  return newest && newest.id !== dismissedId ? newest : null
}

/** How far the team has got with message `seq`. */
export const receiptOf = (seq: number, agentMarks: Marks): Receipt =>
  agentMarks.read >= seq ? 'seen' : agentMarks.delivered >= seq ? 'delivered' : 'sent'

function append(view: View, message: VisitorMessage): View {
  if (message.seq !== view.last + 1) return view
  return {
    ...view,
    status: message.kind === 'closed' ? 'closed' : message.kind === 'reopened' ? 'open' : view.status,
    messages: [...view.messages, message],
    last: message.seq,
    agentName: message.author === 'agent' ? (message.agentName ?? view.agentName) : view.agentName,
  }
}

const higher = (a: Marks, b: Marks): Marks => ({
  delivered: Math.max(a.delivered, b.delivered),
  read: Math.max(a.read, b.read),
})
