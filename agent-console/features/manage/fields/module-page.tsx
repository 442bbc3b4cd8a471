import type { FieldRecord } from '#shared/protocol/fields'
import { t } from '../../../data/session'
import { managePath } from '../../../routes'
import { Breadcrumb, type Crumb } from '../breadcrumb'
import { TopicHead } from '../layout'
import { FieldList } from './field-list'

export type Module = 'leads' | 'contacts' | 'companies' | 'deals'

const records: Record<Exclude<Module, 'leads'>, FieldRecord> = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
}

/** Manage > Modules and fields > Contacts, Companies or Deals: the fields of one's own. */
export function modulePage(module: Exclude<Module, 'leads'>) {
  const record = records[module]
  return function ModulePage() {
    return (
      <>
        <ModuleCrumbs module={module} />
        <TopicHead title={t.value(`manage.${module}`)} text={t.value('fields.text')} />
        <FieldList record={record} />
      </>
    )
  }
}

/** Where one is among the modules. */
export function ModuleCrumbs({ module, beyond = [] }: { module: Module; beyond?: readonly Crumb[] }) {
  const say = t.value
  return (
    <Breadcrumb
      label={say('pipelines.where')}
      crumbs={[
        { name: say('manage.title'), href: managePath() },
        { name: say('manage.modules') },
        { name: say(`manage.${module}`), ...(beyond.length > 0 && { href: managePath(module) }) },
        ...beyond,
      ]}
    />
  )
}
