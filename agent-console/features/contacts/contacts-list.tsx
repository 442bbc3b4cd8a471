import { Building2, ContactRound, Plus } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ManyChange } from '#shared/protocol/companies'
import {
  changePeople,
  contactNews,
  countPeople,
  keyOf,
  type People,
  people,
  readPeople,
} from '../../data/contact-lists'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { SearchField } from '../../parts/deal-lists/search-field'
import { useNews, useReading } from '../../parts/deal-lists/use-reading'
import { withParameter } from '../../parts/deals/address'
import { RecordFiles } from '../../parts/files/record-files'
import { useCount } from '../../parts/lists/use-count'
import { ViewsMenu } from '../../parts/lists/views-menu'
import { CompanyDialog } from '../../parts/records/company-dialog'
import { ContactDialog } from '../../parts/records/contact-dialog'
import { companiesPath, contactsPath } from '../../routes'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Tabs } from '../../ui/tabs'
import { addressOf, askedAs, askedBy, isNarrowed, type ListQuery, shownBy } from './asking'
import { BulkBar } from './bulk-bar'
import styles from './contacts.module.css'
import { Filters } from './filters'
import { PeopleTable } from './people-table'

/** What happens while one looks is asked for so soon. */
const newsMs = 700

/** Contacts or companies: found, narrowed, changed many at a time, and the way to each of them. */
export function ContactsList({ kind }: { kind: People['kind'] }) {
  const { url, query, route } = useLocation()
  const wanted = askedBy(kind, query as ListQuery)
  const key = keyOf(wanted)
  const { failed, again } = useReading(key, () => readPeople(wanted))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [isMaking, setMaking] = useState(false)
  useEffect(() => setPicked(new Set()), [key])
  useNews(key, () => readPeople(wanted, 'again'), newsMs, contactNews)
  const reading = people.value?.key === key ? people.value : null
  const ids = reading?.ids.filter((id) => isHere(kind, id)) ?? []
  const say = t.value
  const isCompanies = kind === 'companies'
  const go = (name: string, value: string) => route(withParameter(url, name, value || null), true)
  const act = (change: ManyChange) => {
    changePeople(kind, [...picked], change).then(
      (refused) => {
        const changed = picked.size - refused.length
        const words = [say('contacts.changed', { count: changed })]
        if (refused.length > 0) words.push(say('contacts.refused', { count: refused.length }))
        toast(words.join(' · '))
        setPicked(new Set(refused))
      },
      (error) => toast(refusalText(error), { tone: 'danger' }),
    )
  }
  const making = may('contacts.write') ? (
    <Button kind="primary" icon={Plus} onClick={() => setMaking(true)}>
      {say(isCompanies ? 'contacts.newCompany' : 'contacts.new')}
    </Button>
  ) : null
  return (
    <div class={styles.list}>
      <header class={styles.head}>
        <h1 class="unseen">{say(isCompanies ? 'contacts.companies' : 'contacts.contacts')}</h1>
        <Tabs
          label={say('contacts.kind')}
          class={styles.kinds}
          chosen={kind}
          onChoose={(next) => route(next === 'contacts' ? contactsPath() : companiesPath())}
          tabs={[
            { id: 'contacts', label: say('contacts.contacts') },
            { id: 'companies', label: say('contacts.companies') },
          ]}
        />
        <HowMany wanted={wanted} />
        <span class={styles.acts}>
          <ViewsMenu
            of={kind}
            shown={shownBy(wanted)}
            onChoose={(view) => route(addressOf(url, view), true)}
            count={(filter) => countPeople(askedAs(kind, filter))}
          />
          <RecordFiles record={isCompanies ? 'company' : 'contact'} asked={wanted.asked} />
          {making}
        </span>
      </header>
      <div class={styles.tools}>
        <SearchField
          label={say(isCompanies ? 'contacts.searchCompanies' : 'contacts.search')}
          value={query.q ?? ''}
          onValue={(q) => go('q', q)}
        />
        <Filters kind={kind} query={query as ListQuery} onChange={go} />
      </div>
      {failed && !reading ? (
        <div class={styles.failed} role="alert">
          <p>{say('contacts.failed')}</p>
          <Button onClick={again}>{say('person.again')}</Button>
        </div>
      ) : reading && ids.length === 0 ? (
        <Nothing kind={kind} query={query as ListQuery} onClear={() => route(url.split('?')[0] ?? url, true)} />
      ) : (
        <PeopleTable
          kind={kind}
          ids={ids}
          picked={picked}
          onPick={(some, on) => {
            const next = new Set(picked)
            for (const id of some) on ? next.add(id) : next.delete(id)
            setPicked(next)
          }}
          more={reading?.next ? () => void readPeople(wanted, 'more').catch(() => {}) : null}
        />
      )}
      {picked.size > 0 && may('contacts.write') ? (
        <BulkBar count={picked.size} onClear={() => setPicked(new Set())} onAct={act} />
      ) : null}
      {isMaking && isCompanies ? (
        <CompanyDialog
          hrefOf={companiesPath}
          onClose={() => setMaking(false)}
          onMade={({ id }) => route(companiesPath(id))}
        />
      ) : null}
      {isMaking && !isCompanies ? (
        <ContactDialog
          hrefOf={({ contactId }) => contactId && contactsPath(contactId)}
          onClose={() => setMaking(false)}
          onMade={({ contact }) => route(contactsPath(contact.id))}
        />
      ) : null}
    </div>
  )
}

/** How many fit, those that are not on screen too. */
function HowMany({ wanted }: { wanted: People }) {
  const words = shownBy(wanted).filter
  const count = useCount(JSON.stringify([wanted.kind, words]), () => countPeople(wanted), contactNews)
  return count === null ? null : <p class={styles.count}>{t.value(`contacts.count.${wanted.kind}`, { count })}</p>
}

function Nothing({ kind, query, onClear }: { kind: People['kind']; query: ListQuery; onClear: () => void }) {
  const say = t.value
  const icon = kind === 'companies' ? Building2 : ContactRound
  if (isNarrowed(query))
    return (
      <EmptyState
        icon={icon}
        title={say('contacts.nothing')}
        text={say('contacts.nothingText')}
        action={<Button onClick={onClear}>{say('contacts.clear')}</Button>}
      />
    )
  if (kind === 'companies')
    return <EmptyState icon={icon} title={say('contacts.noneCompany')} text={say('contacts.noneCompanyText')} />
  return <EmptyState icon={icon} title={say('contacts.none')} text={say('contacts.noneText')} />
}

/** What was removed meanwhile is in no list. */
const isHere = (kind: People['kind'], id: string): boolean => {
  const row = kind === 'contacts' ? state.value.contacts.get(id)?.contact : state.value.companies.get(id)
  return row !== undefined && !row.removed
}
