import { useState } from 'preact/hooks'
import type { Company } from '#shared/protocol/companies'
import type { CompanyMatch } from '#shared/protocol/matches'
import { RefusedError } from '../../data/client'
import { createCompany, matchCompanies } from '../../data/contacts'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Why } from './match-list'
import styles from './match-list.module.css'
import { listIn } from './read-typed'
import { useLater } from './use-later'

type CompanyDialogProps = {
  hrefOf: (companyId: string) => string
  onClose: () => void
  onMade: (company: Company) => void
}

type Problems = Partial<Record<'name' | 'domains' | 'phones' | 'whole', string>>
const none: readonly CompanyMatch[] = []

/** A new company. While it is typed it says which may be there already. */
export function CompanyDialog({ hrefOf, onClose, onMade }: CompanyDialogProps) {
  const sites = [...state.value.sites.values()]
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '')
  const [typed, setTyped] = useState({ name: '', domains: '', phones: '', taxOffice: '', taxNumber: '' })
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const say = t.value
  const field = (name: keyof typeof typed) => ({
    ...{ label: say(`contact.${name}`), value: typed[name], autocomplete: 'off' as const },
    onValue: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  const [name, domains, phones] = [typed.name.trim(), listIn(typed.domains, 20), listIn(typed.phones)]
  const asked = { siteId, name, domains: domains.slice(0, 10), phones }
  const isSaid = name !== '' || domains.length > 0 || phones.length > 0
  const matches = useLater(JSON.stringify(asked), async () => (isSaid ? matchCompanies(asked) : none), none)
  const submit = async () => {
    if (name === '') return setProblems({ name: say('contact.nameNeeded') })
    setProblems({})
    setBusy(true)
    try {
      const tax = { taxOffice: typed.taxOffice.trim(), taxNumber: typed.taxNumber.trim() }
      onMade(await createCompany(siteId, { name, domains, phones, ...tax }))
    } catch (error) {
      const at = error instanceof RefusedError ? error.details.field : undefined
      setProblems({ [at === 'domains' || at === 'phones' ? at : 'whole']: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say('contacts.newCompany')}
      action={say('contacts.newCompany')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {sites.length > 1 ? (
        <SelectField
          label={say('contact.site')}
          value={siteId}
          onValue={setSiteId}
          options={sites.map((site) => ({ value: site.id, label: site.name }))}
        />
      ) : null}
      <TextField {...field('name')} error={problems.name} maxLength={200} />
      <TextField {...field('domains')} error={problems.domains} placeholder="example.com" />
      <TextField {...field('phones')} error={problems.phones} />
      <TextField {...field('taxOffice')} maxLength={120} />
      <TextField {...field('taxNumber')} maxLength={40} />
      {matches.length > 0 ? (
        <div>
          <h3 class={styles.title}>{say('match.people')}</h3>
          <ul class={styles.list}>
            {matches.map((match) => (
              <li key={match.companyId} class={styles.match}>
                <a href={hrefOf(match.companyId)} target="_blank" rel="noopener">
                  {match.name}
                </a>
                <Why match={match} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </FormDialog>
  )
}
