import { ChevronRight } from 'lucide'
import type { LeadStatus } from '#shared/protocol/leads'
import { countIn, renameStatus, statusesOf } from '../../data/leads'
import { locale, may, t } from '../../data/session'
import { state } from '../../data/store'
import { SavedField } from '../../parts/fields/saved-field'
import { tones } from '../../parts/leads/words'
import { managePath } from '../../routes'
import { Badge } from '../../ui/badge'
import { Icon } from '../../ui/icon'
import { FieldList } from './fields/field-list'
import { MappingPage } from './fields/mapping-page'
import { ModuleCrumbs } from './fields/module-page'
import { TopicHead } from './layout'
import styles from './lead-statuses.module.css'

/** Manage > Modules and fields > Leads: what the steps of a lead's way are called, and the fields of one's own. */
export function Leads({ id }: { id: string | undefined }) {
  const say = t.value
  if (id === 'mapping') return <MappingPage />
  return (
    <>
      <ModuleCrumbs module="leads" />
      <TopicHead title={say('manage.leads')} text={say('manage.leads.text')} />
      <ol class={styles.statuses}>
        {statusesOf(state.value).map((status) => (
          <Row key={status.id} status={status} />
        ))}
      </ol>
      <FieldList record="lead" />
      <a class={styles.mapping} href={managePath('leads', 'mapping')}>
        <span>
          <strong>{say('mapping.title')}</strong>
          <span class={styles.hint}>{say('mapping.open')}</span>
        </span>
        <Icon icon={ChevronRight} />
      </a>
    </>
  )
}

const Row = ({ status }: { status: LeadStatus }) => (
  <li class={styles.status}>
    <SavedField
      bare
      class={styles.name}
      label={t.value('manage.leads.name')}
      value={status.name}
      maxLength={60}
      disabled={!may('settings.manage')}
      check={(typed) => (typed.trim() ? undefined : t.value('pipelines.nameNeeded'))}
      save={(is, was) => renameStatus(status, is, was)}
    />
    <Badge tone={tones[status.kind]}>{t.value(`lead.kind.${status.kind}`)}</Badge>
    <span class={styles.count}>
      {t.value('manage.leads.count', {
        count: countIn(state.value, status.id),
        number: new Intl.NumberFormat(locale.value).format(countIn(state.value, status.id)),
      })}
    </span>
  </li>
)
