import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { RecordNote } from '#shared/protocol/notes'
import { type Call, callsForMe } from '../../data/calls'
import { contactOf } from '../../data/contacts'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { companiesPath, contactsPath, dealsPath, leadPath } from '../../routes'

/** Says it when a colleague calls me by name in a note or gives me what became of a lead, with the way there. */
export function useCalls(): void {
  const { route } = useLocation()
  const call = callsForMe.value
  useEffect(() => {
    if (!call) return
    callsForMe.value = null
    const path = pathOf(call)
    const onward = path ? { label: t.value('note.look'), run: () => route(path) } : undefined
    const { name, about } = call
    const words = 'note' in call ? t.value('note.called', { name, about }) : t.value('convert.told', { name, about })
    toast(words, { forMs: 12_000, onward })
  }, [call])
}

const pathOf = (call: Call): string | null => ('note' in call ? pathOfNote(call.note) : contactsPath(call.contactId))

/** Where a note stands; null where this console does not know the person's page. */
function pathOfNote({ record, recordId }: RecordNote): string | null {
  if (record === 'deal') return `${dealsPath()}?deal=${recordId}`
  if (record === 'company') return companiesPath(recordId)
  const contact = contactOf(state.value, recordId)?.contact
  if (contact) return contactsPath(contact.id)
  const lead = [...state.value.leads.values()].find((one) => one.lead.personId === recordId && !one.lead.removed)
  return lead ? leadPath(lead.lead.id) : null
}
