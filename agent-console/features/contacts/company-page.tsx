import { ArrowLeft, SearchX, Trash } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Company, CompanyChanges } from '#shared/protocol/companies'
import { afterReload } from '../../data/connection'
import { editCompany, openCompany, removeCompany, restoreCompany } from '../../data/contacts'
import { fillCompany } from '../../data/custom-values'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { FilesPart } from '../../parts/beside/files'
import { CustomFields } from '../../parts/custom-fields/custom-fields'
import { LongTextField } from '../../parts/fields/long-text-field'
import { NotesPart } from '../../parts/notes/notes'
import { companiesPath } from '../../routes'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import { CompanyWork } from './company-work'
import { Line, ListLine, TextLine, WebsiteLine } from './fields'
import { OwnerLine } from './owner-line'
import styles from './page.module.css'
import { Timeline } from './timeline'

/** A company: every field where it stands, and all that belongs to it. */
export function CompanyPage({ companyId }: { companyId: string }) {
  const { route } = useLocation()
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    const load = () => {
      openCompany(companyId).then(
        () => setMissing(false),
        () => setMissing(true),
      )
    }
    load()
    return afterReload(load)
  }, [companyId])
  const company = state.value.companies.get(companyId)
  const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
  if (!company || company.removed) {
    return missing || company ? (
      <EmptyState icon={SearchX} title={t.value('contacts.missingCompany')} text={t.value('contacts.missingText')} />
    ) : null
  }
  const beside = {
    beside: { of: 'company', id: companyId, record: 'company', recordId: companyId },
    may: may('contacts.write'),
  } as const
  const remove = () => {
    removeCompany(company).then(() => {
      const undo = () => void restoreCompany(company).then(() => route(companiesPath(companyId)), sayWhy)
      toast(t.value('contacts.removed', { name: company.name }), { undo })
      route(companiesPath())
    }, sayWhy)
  }
  return (
    <article class={styles.page}>
      <header class={styles.head}>
        <a class={styles.back} href={companiesPath()} aria-label={t.value('contacts.backCompany')}>
          <Icon icon={ArrowLeft} />
        </a>
        <Avatar id={company.id} name={company.name} size={36} />
        <div class={styles.who}>
          <h1 class={styles.name}>{company.name}</h1>
          <p class={styles.meta}>{[company.industry, company.domains[0]].filter(Boolean).join(' · ')}</p>
        </div>
        {may('contacts.write') ? <IconButton icon={Trash} label={t.value('contacts.remove')} onClick={remove} /> : null}
      </header>
      <CompanyFields company={company} onWrong={sayWhy} />
      <CompanyWork companyId={companyId} />
      <NotesPart {...beside} />
      <FilesPart key={`files ${companyId}`} {...beside} />
      <Timeline key={companyId} of={{ companyId }} />
    </article>
  )
}

type Field = Exclude<keyof CompanyChanges & keyof Company, 'ownerId' | 'custom'>

function CompanyFields({ company, onWrong }: { company: Company; onWrong: (error: unknown) => void }) {
  const say = t.value
  const disabled = !may('contacts.write')
  const field = <Name extends Field>(name: Name) => ({
    ...{ label: say(`contact.${name}`), value: company[name], may: !disabled },
    edit: async (is: Company[Name], was: Company[Name]) => (await editCompany(company, name, is, was))[name],
  })
  return (
    <section aria-label={say('contacts.details')}>
      <dl class={styles.fields}>
        <TextLine {...field('name')} max={200} />
        <ListLine {...field('domains')} of="domains" />
        <ListLine {...field('phones')} of="phones" help={say('contact.phonesHelp')} />
        <WebsiteLine {...field('website')} />
        <OwnerLine
          ownerId={company.ownerId}
          disabled={disabled}
          onOwner={(id) => void editCompany(company, 'ownerId', id, company.ownerId).catch(onWrong)}
        />
        <ListLine {...field('tags')} of="tags" />
        <TextLine {...field('industry')} max={120} />
        <TextLine {...field('taxOffice')} max={120} />
        <TextLine {...field('taxNumber')} max={40} />
        <TextLine {...field('address')} max={500} />
        <Line label={say('contact.description')}>
          <LongTextField {...field('description')} placeholder={say('contact.add')} />
        </Line>
        <Line label={say('contact.createdAt')}>
          <When at={company.createdAt} as="full" />
        </Line>
      </dl>
      <CustomFields
        key={company.id}
        record="company"
        custom={company.custom}
        may={!disabled}
        fill={(edit) => fillCompany(company, edit)}
        wide
        class={styles.own}
      />
    </section>
  )
}
