import type { Conversation, InboxCounts, Message, Note } from '#shared/protocol/conversations'
import type { Fact } from '#shared/protocol/index'
import { touch } from './reduce-deals'
import type { Reducers } from './reducers'
import { put, type State, set, type Thread } from './state'

type Standing = { status: 'open' | 'closed'; assigneeId: string | null }

export const reduceConversations: Reducers<
  | 'message.sent'
  | 'note.written'
  | 'conversation.started'
  | 'conversation.accepted'
  | 'conversation.assigned'
  | 'conversation.closed'
  | 'conversation.reopened'
  | 'conversation.seen'
> = {
  'message.sent': (state, { data: { message, conversation } }) => {
    const thread = state.threads.get(conversation.id)
    const touched = message.kind === 'text' ? touch(state, conversation.personId, message.sentAt) : state
    return {
      ...touched,
      conversations: put(state.conversations, conversation),
      threads: thread ? set(state.threads, conversation.id, withMessages(thread, [message])) : state.threads,
    }
  },
  'note.written': (state, { data: { note } }) => {
    const thread = state.threads.get(note.conversationId)
    const touched = touch(state, note.personId, note.writtenAt)
    if (!thread) return touched
    return { ...touched, threads: set(state.threads, note.conversationId, withNotes(thread, [note])) }
  },
  'conversation.started': (state, { n, data: { conversation, person } }) => ({
    ...state,
    people: put(state.people, person),
    conversations: put(state.conversations, conversation),
    counts: recount(state, n, null, conversation),
  }),
  'conversation.accepted': moved,
  'conversation.assigned': moved,
  'conversation.closed': moved,
  'conversation.reopened': moved,
  'conversation.seen': (state, { data }) => ({ ...state, conversations: put(state.conversations, data.conversation) }),
}

function moved(state: State, { n, data }: { n: number; data: { conversation: Conversation; was: Standing } }): State {
  return {
    ...state,
    conversations: put(state.conversations, data.conversation),
    counts: recount(state, n, data.was, data.conversation),
  }
}

/** Counts move by what a fact says stood there before; counts read later than the fact contain it already. */
function recount({ counts, me }: State, n: number, was: Standing | null, is: Standing): InboxCounts {
  if (n <= counts.n) return counts
  const mine = me?.agent.id
  const difference = (list: (one: Standing) => boolean) => Number(list(is)) - Number(was !== null && list(was))
  const isOpen = (one: Standing) => one.status === 'open'
  return {
    incoming: counts.incoming + difference((one) => isOpen(one) && one.assigneeId === null),
    mine: counts.mine + difference((one) => isOpen(one) && one.assigneeId === mine),
    all: counts.all + difference(isOpen),
    n,
  }
}

/** Messages in their order, each once. */
export function withMessages(thread: Thread, more: readonly Message[]): Thread {
  const known = new Set(thread.messages.map(({ seq }) => seq))
  const fresh = more.filter(({ seq }) => !known.has(seq))
  if (fresh.length === 0) return thread
  return { ...thread, messages: [...thread.messages, ...fresh].sort((a, b) => a.seq - b.seq) }
}

/** Notes in their order, each once. */
export function withNotes(thread: Thread, more: readonly Note[]): Thread {
  const known = new Set(thread.notes.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return thread
  return { ...thread, notes: [...thread.notes, ...fresh].sort((a, b) => a.afterSeq - b.afterSeq || a.n - b.n) }
}

/** What happened to deals and tasks, in its order, each once. */
export function withLines(thread: Thread, more: readonly Fact[]): Thread {
  const known = new Set(thread.lines.map(({ n }) => n))
  const fresh = more.filter(({ n }) => !known.has(n))
  if (fresh.length === 0) return thread
  return { ...thread, lines: [...thread.lines, ...fresh].sort((a, b) => a.n - b.n) }
}
