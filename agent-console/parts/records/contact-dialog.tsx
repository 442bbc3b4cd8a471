import { useState } from 'preact/hooks'
import type { ContactCard, ContactDetails } from '#shared/protocol/contacts'
import type { PersonMatch } from '#shared/protocol/matches'
import { RefusedError } from '../../data/client'
import { createCompany, createContact, matchCompanies, matchPeople } from '../../data/contacts'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { CompanyPicker, type PickedCompany } from './company-picker'
import { type HrefOf, PersonMatches } from './match-list'
import { listIn, readEmails } from './read-typed'
import { useLater } from './use-later'

type ContactDialogProps = {
  /** Whose it will be; somebody new of a site when absent. */
  person?: { id: string; siteId: string } | undefined
  /** What is known already. */
  known?: Pick<ContactDetails, 'name' | 'emails' | 'phones' | 'title'>
  hrefOf: HrefOf
  onClose: () => void
  onMade: (card: ContactCard) => void
}

type Problems = Partial<Record<'emails' | 'phones' | 'whole', string>>

/** A new contact. While it is typed it says who may be there already, and where they may work. */
export function ContactDialog({ person, known = {}, hrefOf, onClose, onMade }: ContactDialogProps) {
  const sites = [...state.value.sites.values()]
  const [siteId, setSiteId] = useState(person?.siteId ?? sites[0]?.id ?? '')
  const [typed, setTyped] = useState({
    ...{ name: known.name ?? '', title: known.title ?? '' },
    ...{ emails: (known.emails ?? []).join(', '), phones: (known.phones ?? []).join(', ') },
  })
  const [company, setCompany] = useState<PickedCompany | null>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const say = t.value
  const field = (name: keyof typeof typed) => ({
    ...{ label: say(`contact.${name}`), value: typed[name] },
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
  })

  const [emails, phones] = [listIn(typed.emails), listIn(typed.phones)]
  const asked = { siteId, name: typed.name.trim(), emails, phones }
  const key = JSON.stringify([asked, company?.name])
  const nobody: readonly PersonMatch[] = []
  const isSaid = asked.name !== '' || emails.length > 0 || phones.length > 0
  const matches = useLater(
    key,
    async () => (isSaid ? matchPeople({ ...asked, company: company?.name ?? '', exceptPersonId: person?.id }) : nobody),
    nobody,
  )
  const [suggested] = useLater(
    `${siteId} ${typed.emails}`,
    async () => (emails.length > 0 ? matchCompanies({ siteId, emails }) : []),
    [],
  )

  const submit = async () => {
    const read = readEmails(typed.emails)
    if ('wrong' in read) return setProblems({ emails: read.wrong })
    setProblems({})
    setBusy(true)
    try {
      const chosen = company && !('id' in company) ? await createCompany(siteId, { name: company.name }) : company
      // Made once, also when what comes after is refused and tried again.
      if (chosen) setCompany(chosen)
      const whose = person ? { personId: person.id } : { siteId }
      const details = { name: asked.name, title: typed.title.trim(), emails: read.is, phones }
      onMade(await createContact(whose, { ...details, ...(chosen && { companyId: (chosen as { id: string }).id }) }))
    } catch (error) {
      const isPhone = error instanceof RefusedError && error.code === 'phone-invalid'
      setProblems({ [isPhone ? 'phones' : 'whole']: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say(person ? 'contacts.make' : 'contacts.new')}
      action={say('contacts.make')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {!person && sites.length > 1 ? (
        <SelectField
          label={say('contact.site')}
          value={siteId}
          onValue={setSiteId}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <TextField {...field('name')} maxLength={120} autocomplete="off" />
      <TextField {...field('emails')} help={say('contact.emailsHelp')} error={problems.emails} autocomplete="off" />
      <TextField {...field('phones')} help={say('contact.phonesHelp')} error={problems.phones} autocomplete="off" />
      <TextField {...field('title')} maxLength={120} autocomplete="off" />
      <CompanyPicker siteId={siteId} picked={company} onPick={setCompany} />
      {suggested && !company ? (
        <Callout tone="info" live>
          {say('contact.suggested', { name: suggested.name })}{' '}
          <Button size="small" onClick={() => setCompany({ id: suggested.companyId, name: suggested.name })}>
            {say('contact.take')}
          </Button>
        </Callout>
      ) : null}
      <PersonMatches matches={matches} hrefOf={hrefOf} />
    </FormDialog>
  )
}
