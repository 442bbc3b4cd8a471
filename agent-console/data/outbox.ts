import { signal } from '@preact/signals'
import { randomId } from '#shared/values/random'
import { ask, RefusedError } from './client'
import { whenOnline } from './connection-status'
import { drop, keep, kept } from './keep'
import { persist } from './persist'
import { withMessages } from './reduce-conversations'
import { set } from './state'
import { state, update } from './store'

/** Words on their way. `refused` holds why the server will never take them; they wait for Retry or Delete. */
export type Outgoing = {
  id: string
  agentId: string
  conversationId: string
  body: string
  writtenAt: string
  refused: RefusedError['code'] | null
}

/** Messages that are written and not yet answered, oldest first. */
export const outbox = signal<readonly Outgoing[]>([])

const busy = new Set<string>()
const nameOf = (agentId: string) => `outbox:${agentId}`

/** Takes up what an earlier page could not send; call when it is known who is signed in. */
export async function openOutbox(agentId: string): Promise<void> {
  const before = (await kept<Outgoing[]>(nameOf(agentId))) ?? []
  const here = new Set(outbox.value.map(({ id }) => id))
  outbox.value = [...before.filter(({ id }) => !here.has(id)), ...outbox.value]
  for (const conversationId of new Set(outbox.value.map((one) => one.conversationId))) void flush(conversationId)
}

/** Sends words to the visitor: kept first, shown at once, repeated under one id until they are answered. */
export async function send(conversationId: string, body: string): Promise<void> {
  const agentId = state.value.me?.agent.id ?? ''
  const writtenAt = new Date().toISOString()
  outbox.value = [...outbox.value, { id: randomId(), agentId, conversationId, body, writtenAt, refused: null }]
  await save(agentId)
  void flush(conversationId)
}

/** Tries a refused message again. */
export function retry(id: string): void {
  outbox.value = outbox.value.map((one) => (one.id === id ? { ...one, refused: null } : one))
  const found = outbox.value.find((one) => one.id === id)
  if (found) void flush(found.conversationId)
}

/** Gives a refused message up. */
export function discard(id: string): void {
  const found = outbox.value.find((one) => one.id === id)
  outbox.value = outbox.value.filter((one) => one.id !== id)
  if (found) void save(found.agentId)
}

/** One message of a conversation is on its way at a time, so they arrive in the order they were written. */
async function flush(conversationId: string): Promise<void> {
  if (busy.has(conversationId)) return
  busy.add(conversationId)
  try {
    for (;;) {
      const next = outbox.value.find((one) => one.conversationId === conversationId && !one.refused)
      if (!next) return
      await whenOnline()
      await deliver(next)
    }
  } finally {
    busy.delete(conversationId)
  }
}

async function deliver({ id, agentId, conversationId, body }: Outgoing): Promise<void> {
  try {
    const message = await persist(() => ask.message.send({ id, conversationId, body }))
    update((before) => {
      const thread = before.threads.get(conversationId)
      return thread
        ? { ...before, threads: set(before.threads, conversationId, withMessages(thread, [message])) }
        : before
    })
    outbox.value = outbox.value.filter((one) => one.id !== id)
  } catch (error) {
    const refused = error instanceof RefusedError ? error.code : 'unexpected'
    outbox.value = outbox.value.map((one) => (one.id === id ? { ...one, refused } : one))
  }
  await save(agentId)
}

function save(agentId: string): Promise<void> {
  const mine = outbox.value.filter((one) => one.agentId === agentId)
  return mine.length > 0 ? keep(nameOf(agentId), mine) : drop(nameOf(agentId))
}
