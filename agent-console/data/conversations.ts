import type { Conversation, InboxView } from '#shared/protocol/conversations'
import type { Person } from '#shared/protocol/people'
import { randomId } from '#shared/values/random'
import { ask, line } from './client'
import { loadOpenDeals } from './deals'
import { loadList, loadPerson, loadThread } from './load'
import { persist } from './persist'
import { withNotes } from './reduce-conversations'
import { put, set } from './state'
import { state, update } from './store'

export { inboxRows } from './inbox-lists'
export { mark } from './marks'

const pageSize = 50

/** Asks for the first page of a list, or the next one. */
export async function loadInbox(view: InboxView, more = false): Promise<void> {
  const cursor = more ? (state.value.lists[view] ?? undefined) : undefined
  const answer = await persist(() => ask.conversation.list({ view, cursor, limit: pageSize }))
  update((before) => loadList(before, view, answer))
  // Rows say who is there at once; what they may buy is added when it is known, or with the next load.
  loadOpenDeals(answer.items.map(({ person }) => person.id)).catch(() => {})
}

/** Asks for a thread's newest messages, or for older ones than are here. */
export async function openThread(conversationId: string, older = false): Promise<void> {
  const before = older ? state.value.threads.get(conversationId)?.messages[0]?.seq : undefined
  const answer = await persist(() => ask.conversation.read({ conversationId, before, limit: pageSize }))
  update((known) => loadThread(known, answer))
}

/** Asks for everything of a person the panel shows. */
export async function openPerson(personId: string): Promise<void> {
  const mayLead = state.value.me?.permissions.includes('leads.read')
  const mayKnow = state.value.me?.permissions.includes('contacts.read')
  const [deals, leads, contacts, tasks, conversations] = await Promise.all([
    persist(() => ask.deal.ofPerson({ personId })),
    mayLead ? persist(() => ask.lead.ofPerson({ personId })) : [],
    mayKnow ? persist(() => ask.contact.ofPerson({ personId })) : [],
    persist(() => ask.task.ofPerson({ personId })),
    persist(() => ask.conversation.ofPerson({ personId })),
  ])
  update((before) => loadPerson(before, personId, { deals, leads, contacts, tasks, conversations }))
}

/** Asks for a person who is not here yet: whoever never wrote came with no conversation. */
export async function readPerson(personId: string): Promise<void> {
  if (state.value.people.has(personId) || !state.value.me?.permissions.includes('conversations.read')) return
  const person = await persist(() => ask.person.read({ personId }))
  update((before) => ({ ...before, people: put(before.people, person) }))
}

/** What a person is called: their name, or null when screens must say "Visitor" and the code. */
export const nameOf = (person: Person | undefined): string | null => person?.name ?? null

/** Takes a conversation from Incoming. @throws RefusedError `already-accepted` with `details.byAgentId` */
export const accept = (conversationId: string) => change((rid) => ask.conversation.accept({ rid, conversationId }))

/** Gives a conversation to somebody, or back to Incoming. */
export const assign = (conversationId: string, agentId: string | null) =>
  change((rid) => ask.conversation.assign({ rid, conversationId, agentId }))

export const close = (conversationId: string) => change((rid) => ask.conversation.close({ rid, conversationId }))
export const reopen = (conversationId: string) => change((rid) => ask.conversation.reopen({ rid, conversationId }))

async function change(attempt: (rid: string) => Promise<Conversation>): Promise<void> {
  const rid = randomId()
  const conversation = await persist(() => attempt(rid))
  update((before) => ({ ...before, conversations: put(before.conversations, conversation) }))
}

/** Leaves a note; it is shown when the server has it. */
export async function writeNote(conversationId: string, body: string): Promise<void> {
  const rid = randomId()
  const note = await persist(() => ask.note.write({ rid, conversationId, body }))
  update((before) => {
    const thread = before.threads.get(conversationId)
    return thread ? { ...before, threads: set(before.threads, conversationId, withNotes(thread, [note])) } : before
  })
}

/** Says that I am writing, or no longer; the caller keeps to once every three seconds. */
export function sayTyping(conversationId: string, typing: boolean): void {
  line.value?.volatile.emit('signal', 'agent.typing', { conversationId, typing })
}
