import type { Conversation, InboxView } from '#shared/protocol/conversations'
import type { ListEdge, State } from './state'

/** What a list is sorted by: Incoming by who waits longest, the others by the newest words. */
export const sortedBy = (view: InboxView, conversation: Conversation): string =>
  view === 'incoming' ? (conversation.waitingSince ?? '') : conversation.lastAt

/** Whether a conversation stands in a list. */
export function standsIn(view: InboxView, { status, assigneeId }: Conversation, myId: string | undefined): boolean {
  if (view === 'all') return true
  return status === 'open' && assigneeId === (view === 'mine' ? (myId ?? '') : null)
}

/**
 * The conversations of one list in its order, as far as it has been read. What is known beyond that would leave a
 * gap before it, so it waits until the page that holds it is read.
 */
export function rowsOf(state: State, view: InboxView): Conversation[] {
  const reach = state.lists[view]
  if (!reach) return []
  const rows = [...state.conversations.values()].filter((one) => standsIn(view, one, state.me?.agent.id))
  const order = compare(view)
  const { edge } = reach
  const last = edge && { at: edge.at, id: edge.id }
  return rows.map((one) => ({ one, key: keyOf(view, one) })).filter(({ key }) => !last || order(key, last) <= 0)
    .sort((a, b) => order(a.key, b.key)).map(({ one }) => one)
}

const keyOf = (view: InboxView, one: Conversation): ListEdge => ({ at: sortedBy(view, one), id: one.id })

const compare = (view: InboxView) => (a: ListEdge, b: ListEdge) =>
  (view === 'incoming' ? 1 : -1) * (inBytes(a.at, b.at) || inBytes(a.id, b.id))

const inBytes = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
