import type { Conversation, InboxView } from '#shared/protocol/conversations'
import { ringing } from './due-tasks'
import type { ListEdge, State } from './state'

/** What a list is sorted by: Incoming by who waits longest, the others by the newest words. */
export const sortedBy = (view: InboxView, conversation: Conversation): string =>
  view === 'incoming' ? (conversation.waitingSince ?? '') : conversation.lastAt

/** The conversations of one list in its order, as far as the list has been read. */
export function inboxRows(state: State, view: InboxView): Conversation[] {
  const first = view === 'mine' ? calledFor(state) : []
  return first.length === 0 ? standingIn(state, view) : [...new Set([...first, ...standingIn(state, view)])]
}

/** Conversations that come forward because a task of mine is due there, whoever has them. */
function calledFor(state: State): Conversation[] {
  const ids = new Set(ringing(state).map(({ conversationId }) => conversationId ?? ''))
  return [...ids].flatMap((id) => state.conversations.get(id) ?? [])
}

function standingIn({ conversations, listEdges, me }: State, view: InboxView): Conversation[] {
  const edge = listEdges[view]
  const order = view === 'incoming' ? compare : (a: ListEdge, b: ListEdge) => compare(b, a)
  return [...conversations.values()]
    .filter((one) => standsIn(view, one, me?.agent.id))
    .map((one) => ({ one, at: sortedBy(view, one), id: one.id }))
    .filter((row) => !edge || order(row, edge) <= 0)
    .sort(order)
    .map(({ one }) => one)
}

function standsIn(view: InboxView, { status, assigneeId }: Conversation, myId: string | undefined): boolean {
  if (view === 'all') return true
  return status === 'open' && (view === 'mine' ? assigneeId === myId : assigneeId === null)
}

const compare = (a: ListEdge, b: ListEdge) => inBytes(a.at, b.at) || inBytes(a.id, b.id)

const inBytes = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
