import { signal } from '@preact/signals'
import type { FactData } from '#shared/protocol/index'
import type { RecordNote } from '#shared/protocol/notes'
import { state } from './store'

/** Something a colleague did that is for me: a note that calls me, or a lead that was converted into something of mine. */
export type Call = { name: string; about: string } & ({ note: RecordNote } | { contactId: string })

/** The latest one. The shell says so. */
export const callsForMe = signal<Call | null>(null)

/** Says it where a note calls me who was not called before; one's own does not. */
export function noteCall(called: readonly string[], { note, about, ...by }: FactData<'note.left'>): void {
  const { me } = state.value
  if (me && by.byAgentId !== me.agent.id && called.includes(me.agent.id))
    callsForMe.value = { name: nameOf(by), about, note }
}

/** Says it where a conversion made something of mine and I am to be told. */
export function noteConversion({ toldAgentId, lead, personCode, contactId, ...by }: FactData<'lead.converted'>): void {
  const { me } = state.value
  if (me && toldAgentId === me.agent.id)
    callsForMe.value = { name: nameOf(by), about: lead.name || lead.emails[0] || personCode, contactId }
}

const nameOf = ({ byAgentId, byKey }: Pick<FactData<'note.left'>, 'byAgentId' | 'byKey'>): string =>
  (byAgentId && state.value.agents.get(byAgentId)?.name) || byKey || ''
