import { SquareKanban } from 'lucide'
import { t } from '../../../data/session'
import { state } from '../../../data/store'
import { managePath } from '../../../routes'
import { ButtonLink } from '../../../ui/button'
import { EmptyState } from '../../../ui/empty-state'
import { PipelineList } from './pipeline-list'
import { PipelinePage } from './pipeline-page'

/** Manage > Sales processes > Pipelines: all of them, or the one the address names. */
export function Pipelines({ id }: { id?: string | undefined }) {
  if (!id) return <PipelineList />
  const pipeline = state.value.pipelines.get(id)
  if (pipeline) return <PipelinePage key={id} pipeline={pipeline} />
  return (
    <EmptyState
      icon={SquareKanban}
      title={t.value('pipelines.gone')}
      text={t.value('pipelines.goneText')}
      action={
        <ButtonLink kind="primary" href={managePath('pipelines')}>
          {t.value('pipelines.all')}
        </ButtonLink>
      }
    />
  )
}
