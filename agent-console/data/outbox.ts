import { batch, signal } from '@preact/signals'
import { isPassing, type RefusalCode } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'
import { ask } from './client'
import { whenOnline } from './connection-status'
import { drop, keep, keptUnder } from './keep'
import { isRefusal, persist } from './persist'
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
  refused: RefusalCode | null
}

/** Messages that are written and not yet answered, oldest first. */
export const outbox = signal<readonly Outgoing[]>([])

/** A disk that does not answer must not hold back words that could be sent. */
const storageMs = 250
const busy = new Set<string>()
let kept = Promise.resolve()

// Each message has a name of its own, so that two tabs never write over one another's words.
const prefixOf = (agentId: string) => `outbox:${agentId}:`
const nameOf = ({ agentId, id }: Outgoing) => prefixOf(agentId) + id
const myId = () => state.value.me?.agent.id

/** Takes up what an earlier page could not send, and leaves another agent's words alone. */
export async function openOutbox(agentId: string): Promise<void> {
  outbox.value = outbox.value.filter((one) => one.agentId === agentId)
  const before = await keptUnder<Outgoing>(prefixOf(agentId))
  const here = new Set(outbox.value.map(({ id }) => id))
  const all = [...outbox.value, ...before.filter(({ id }) => !here.has(id))]
  outbox.value = all.sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : a.writtenAt > b.writtenAt ? 1 : 0))
  for (const conversationId of new Set(all.map((one) => one.conversationId))) void flush(conversationId)
}

/** Sends words to the visitor: kept first, then shown, repeated under one id until they are answered. */
export function send(conversationId: string, body: string): Promise<void> {
  const writtenAt = new Date().toISOString()
  const words: Outgoing = { id: randomId(), agentId: myId() ?? '', conversationId, body, writtenAt, refused: null }
  kept = kept.then(async () => {
    await Promise.race([keep(nameOf(words), words), new Promise((resolve) => setTimeout(resolve, storageMs))])
    outbox.value = [...outbox.value, words]
    void flush(conversationId)
  })
  return kept
}

/** Tries a refused message again. */
export function retry(id: string): void {
  change(id, { refused: null })
  const found = outbox.value.find((one) => one.id === id)
  if (found) void flush(found.conversationId)
}

/** Gives a refused message up. */
export function discard(id: string): void {
  const found = outbox.value.find((one) => one.id === id)
  outbox.value = outbox.value.filter((one) => one.id !== id)
  if (found) void drop(nameOf(found))
}

/** One message of a conversation is on its way at a time, so they arrive in the order they were written. */
async function flush(conversationId: string): Promise<void> {
  if (busy.has(conversationId)) return
  busy.add(conversationId)
  try {
    for (;;) {
      await whenOnline()
      const next = outbox.value.find(
        (one) => one.conversationId === conversationId && one.agentId === myId() && !one.refused,
      )
      if (!next) return
      await deliver(next)
    }
  } finally {
    busy.delete(conversationId)
  }
}

async function deliver(words: Outgoing): Promise<void> {
  const { id, agentId, conversationId, body } = words
  try {
    const message = await persist(() => {
      // Somebody else may have signed in meanwhile; these are not their words.
      if (myId() !== agentId) throw new OtherAgentError()
      return ask.message.send({ id, conversationId, body })
    }, isTemporary)
    batch(() => {
      update((before) => {
        const thread = before.threads.get(conversationId)
        return thread
          ? { ...before, threads: set(before.threads, conversationId, withMessages(thread, [message])) }
          : before
      })
      outbox.value = outbox.value.filter((one) => one.id !== id)
    })
    await drop(nameOf(words))
  } catch (error) {
    if (error instanceof OtherAgentError) return
    change(id, { refused: isRefusal(error) ? error.code : 'unexpected' })
  }
}

/** An agent whose session ended signs in again, and the words go out then. */
const isTemporary = (code: RefusalCode) => isPassing(code) || code === 'not-signed-in'

class OtherAgentError extends Error {}

function change(id: string, what: Partial<Outgoing>): void {
  outbox.value = outbox.value.map((one) => (one.id === id ? { ...one, ...what } : one))
  const found = outbox.value.find((one) => one.id === id)
  if (found) void keep(nameOf(found), found)
}
