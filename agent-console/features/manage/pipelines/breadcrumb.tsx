import { t } from '../../../data/session'
import { managePath } from '../../../routes'
import { Breadcrumb as Crumbs } from '../breadcrumb'

/** Manage > Sales processes > Pipelines, and the way back from one of them. */
export const Breadcrumb = ({ name }: { name?: string }) => (
  <Crumbs
    label={t.value('pipelines.where')}
    crumbs={[
      { name: t.value('manage.title'), href: managePath() },
      { name: t.value('pipelines.processes') },
      { name: t.value('manage.pipelines'), ...(name ? { href: managePath('pipelines') } : {}) },
      ...(name ? [{ name }] : []),
    ]}
  />
)
