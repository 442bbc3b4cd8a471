import type { Fact } from '#shared/protocol/index'
import { ask } from './client'
import { mark } from './marks'
import { persist } from './persist'
import { put } from './state'
import { state, update } from './store'

const asked = new Set<string>()

/** What a fact asks of this console besides being known: an acknowledgement, or a row it did not bring. */
export function follow(fact: Fact): void {
  if (fact.name !== 'message.sent') return
  const { message, conversation } = fact.data
  if (message.author === 'visitor') mark(conversation.id, message.seq, 0)
  if (!state.value.people.has(conversation.personId)) void meet(conversation.personId)
}

/** Brings in a person whose conversation came up from beyond what was loaded. */
async function meet(personId: string): Promise<void> {
  if (asked.has(personId)) return
  asked.add(personId)
  try {
    const person = await persist(() => ask.person.read({ personId }))
    update((before) => ({ ...before, people: put(before.people, person) }))
  } catch {
    // Not to be seen any more: the row goes with the next load.
  } finally {
    asked.delete(personId)
  }
}
