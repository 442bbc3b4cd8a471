import type { Fact } from '#shared/protocol/index'
import { noteCall, noteConversion } from './calls'
import { ask } from './client'
import { noteContact } from './contact-lists'
import { noteDeal } from './deal-moves'
import { loadOpenDeals } from './deals'
import { noteLead } from './leads'
import { mark } from './marks'
import { persist } from './persist'
import { noteMail } from './rules'
import { put } from './state'
import { state, update } from './store'
import { tellTaskNews } from './task-news'

const asked = new Set<string>()

/** What a fact asks of this console besides being known: an acknowledgement, or a row it did not bring. */
export function follow(fact: Fact): void {
  noteDeal(fact)
  noteContact(fact)
  noteLead(fact)
  tellTaskNews(fact)
  noteMail(fact)
  if (fact.name === 'note.left') return void noteCall(fact.data.note.mentions, fact.data)
  if (fact.name === 'note.edited') return void noteCall(fact.data.called, fact.data)
  if (fact.name === 'lead.converted') return void noteConversion(fact.data)
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
    await loadOpenDeals([personId])
  } catch {
    // Not to be seen any more: the row goes with the next load.
  } finally {
    asked.delete(personId)
  }
}
