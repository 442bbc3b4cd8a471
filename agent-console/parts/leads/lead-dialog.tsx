import { useState } from 'preact/hooks'
import type { Lead } from '#shared/protocol/leads'
import { RefusedError } from '../../data/client'
import { createLead } from '../../data/leads'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { listIn } from './words'

type LeadDialogProps = {
  /** Whose details they are; null for somebody new. */
  personId: string | null
  /** What is known of them already. */
  name?: string
  onMade: (lead: Lead) => void
  onClose: () => void
}

/** Asks how somebody is called and can be reached: that makes them a lead. */
export function LeadDialog({ personId, name: known = '', onMade, onClose }: LeadDialogProps) {
  const sites = [...state.value.sites.values()]
  const [siteId, setSite] = useState(sites[0]?.id ?? '')
  const [name, setName] = useState(known)
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [company, setCompany] = useState('')
  const [wrong, setWrong] = useState<{ about: 'email' | 'phone' | 'all'; text: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      const details = {
        name: name.trim(),
        emails: listIn(email, 10),
        phones: listIn(phone, 10),
        company: company.trim(),
      }
      onMade(await createLead(personId ? { personId } : { siteId }, details))
      onClose()
    } catch (error) {
      setWrong({ about: aboutOf(error), text: refusalText(error) })
      setBusy(false)
    }
  }
  const at = (about: 'email' | 'phone') => (wrong?.about === about ? wrong.text : undefined)
  return (
    <FormDialog
      title={t.value(personId ? 'lead.addDetails' : 'lead.new')}
      action={t.value('lead.save')}
      busy={busy}
      problem={wrong?.about === 'all' ? wrong.text : undefined}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {personId === null && sites.length > 1 ? (
        <SelectField
          label={t.value('quick.site')}
          value={siteId}
          onValue={setSite}
          options={sites.map(({ id, name: label }) => ({ value: id, label }))}
        />
      ) : null}
      <TextField label={t.value('lead.name')} value={name} onValue={setName} maxLength={120} autocomplete="off" />
      <TextField
        label={t.value('lead.email')}
        value={email}
        onValue={setEmail}
        error={at('email')}
        inputMode="email"
        autocomplete="off"
      />
      <TextField
        label={t.value('lead.phone')}
        value={phone}
        onValue={setPhone}
        error={at('phone')}
        inputMode="tel"
        autocomplete="off"
      />
      <TextField
        label={t.value('lead.company')}
        value={company}
        onValue={setCompany}
        maxLength={200}
        autocomplete="off"
      />
    </FormDialog>
  )
}

/** Which field a refusal is about. */
function aboutOf(error: unknown): 'email' | 'phone' | 'all' {
  if (!(error instanceof RefusedError)) return 'all'
  if (error.code === 'phone-invalid') return 'phone'
  return error.code === 'malformed' && error.details.field?.includes('email') ? 'email' : 'all'
}
