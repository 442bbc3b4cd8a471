import type { People } from '../../data/contact-lists'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField, TextField } from '../../ui/field'
import type { ListQuery } from './asking'
import styles from './contacts.module.css'

type FiltersProps = { kind: People['kind']; query: ListQuery; onChange: (name: string, value: string) => void }

/** What narrows a list and puts it in order; all of it stands in the address. */
export function Filters({ kind, query, onChange }: FiltersProps) {
  const say = t.value
  const agents = [...state.value.agents.values()].filter(({ disabled }) => !disabled)
  const choice = (name: keyof ListQuery, label: string, options: { value: string; label: string }[]) => (
    <div class={styles.filter}>
      <SelectField
        bare
        label={label}
        value={query[name] ?? options[0]?.value ?? ''}
        onValue={(value) => onChange(name, value === options[0]?.value ? '' : value)}
        options={options}
      />
    </div>
  )
  return (
    <>
      {choice('owner', say('contact.owner'), [
        { value: '', label: say('contacts.anyOwner') },
        { value: 'nobody', label: say('deal.nobody') },
        ...agents.map(({ id, name }) => ({ value: id, label: name })),
      ])}
      {kind === 'contacts' ? (
        <>
          {choice('company', say('contact.company'), [
            { value: '', label: say('contacts.anyCompany') },
            { value: 'none', label: say('contacts.noCompany') },
          ])}
          {choice('deal', say('deal.deals'), [
            { value: '', label: say('contacts.anyDeal') },
            { value: 'none', label: say('contacts.noDeal') },
          ])}
        </>
      ) : null}
      <div class={styles.filter}>
        <TextField
          bare
          label={say('contacts.tag')}
          placeholder={say('contacts.tag')}
          value={query.tag ?? ''}
          maxLength={40}
          onValue={(tag) => onChange('tag', tag)}
        />
      </div>
      {choice('sort', say('contacts.sort'), [
        { value: 'name', label: say('contacts.sort.name') },
        { value: 'newest', label: say('contacts.sort.newest') },
        { value: 'oldest', label: say('contacts.sort.oldest') },
      ])}
    </>
  )
}
