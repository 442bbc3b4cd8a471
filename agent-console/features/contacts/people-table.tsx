import type { Company } from '#shared/protocol/companies'
import type { ContactCard } from '#shared/protocol/contacts'
import type { People } from '../../data/contact-lists'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { personWords } from '../../parts/deals/words'
import { companiesPath, contactsPath } from '../../routes'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { When } from '../../ui/when'
import styles from './contacts.module.css'

type PeopleTableProps = {
  kind: People['kind']
  ids: readonly string[]
  picked: ReadonlySet<string>
  onPick: (ids: readonly string[], picked: boolean) => void
  /** Null at the end. */
  more: (() => void) | null
}

type Row = {
  id: string
  href: string
  name: string
  /** Whose face stands before the name. */
  face: string
  company: { href: string; name: string } | null
  reach: string
  phone: string
  ownerId: string | null
  tags: readonly string[]
  createdAt: string
}

/** Rows of contacts or companies; at phone width only who it is and how to reach them. */
export function PeopleTable({ kind, ids, picked, onPick, more }: PeopleTableProps) {
  const say = t.value
  const { contacts, companies, agents } = state.value
  const rows = ids.flatMap((id) => {
    const card = contacts.get(id)
    const company = companies.get(id)
    return kind === 'contacts' ? (card ? [ofContact(card)] : []) : company ? [ofCompany(company)] : []
  })
  const chosen = rows.filter(({ id }) => picked.has(id)).length
  const isContacts = kind === 'contacts'
  return (
    <div class={styles.scroller}>
      <table class={styles.table} aria-label={say(isContacts ? 'contacts.contacts' : 'contacts.companies')}>
        <thead>
          <tr>
            <th class={styles.check}>
              <input
                type="checkbox"
                aria-label={say('contacts.pickAll')}
                checked={chosen > 0 && chosen === rows.length}
                ref={(box) => {
                  if (box) box.indeterminate = chosen > 0 && chosen < rows.length
                }}
                onChange={({ currentTarget }) => onPick(ids, currentTarget.checked)}
              />
            </th>
            <th>{say('contact.name')}</th>
            {isContacts ? <th class={styles.wide}>{say('contact.company')}</th> : null}
            <th>{say(isContacts ? 'contact.emails' : 'contact.domains')}</th>
            <th class={styles.wide}>{say('contact.phones')}</th>
            <th class={styles.wide}>{say('contact.owner')}</th>
            <th class={styles.wide}>{say('contact.tags')}</th>
            <th class={styles.wide}>{say('contact.createdAt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-row={row.id} class={classes(picked.has(row.id) && styles.picked)}>
              <td class={styles.check}>
                <input
                  type="checkbox"
                  aria-label={say('contacts.pick', { name: row.name })}
                  checked={picked.has(row.id)}
                  onChange={({ currentTarget }) => onPick([row.id], currentTarget.checked)}
                />
              </td>
              <td>
                <a class={styles.name} href={row.href}>
                  <Avatar id={row.face} name={row.name} size={24} />
                  <span class={styles.cut}>{row.name}</span>
                </a>
              </td>
              {isContacts ? (
                <td class={styles.wide}>{row.company ? <a href={row.company.href}>{row.company.name}</a> : null}</td>
              ) : null}
              <td class={styles.cut}>{row.reach}</td>
              <td class={styles.wide}>{row.phone}</td>
              <td class={styles.wide}>{row.ownerId ? (agents.get(row.ownerId)?.name ?? '') : say('deal.nobody')}</td>
              <td class={styles.wide}>{row.tags.join(', ')}</td>
              <td class={styles.wide}>
                <When at={row.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more ? (
        <div class={styles.more}>
          <Button onClick={more}>{say('contacts.more')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function ofContact({ contact, personCode, companyName }: ContactCard): Row {
  const { id, emails, phones, ownerId, tags, createdAt, companyId } = contact
  return {
    ...{ id, href: contactsPath(id), ownerId, tags, createdAt, face: contact.personId },
    name: personWords({ name: contact.name || null, code: personCode }),
    company: companyId && companyName ? { href: companiesPath(companyId), name: companyName } : null,
    ...{ reach: emails[0] ?? '', phone: phones[0] ?? '' },
  }
}

const ofCompany = ({ id, name, domains, phones, ownerId, tags, createdAt }: Company): Row => ({
  ...{ id, href: companiesPath(id), name, face: id, company: null, ownerId, tags, createdAt },
  ...{ reach: domains[0] ?? '', phone: phones[0] ?? '' },
})
