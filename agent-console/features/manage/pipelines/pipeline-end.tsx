import { Archive, ArchiveRestore, Copy, Star, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Pipeline } from '#shared/protocol/pipelines'
import {
  archivePipeline,
  pipelinesInOrder,
  removePipeline,
  restorePipeline,
  setDefaultPipeline,
} from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { managePath } from '../../../routes'
import { Button } from '../../../ui/button'
import { NewPipelineDialog } from './new-pipeline-dialog'
import styles from './pipeline-end.module.css'
import page from './pipeline-page.module.css'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** What is done to a pipeline as a whole. */
export function PipelineEnd({ pipeline }: { pipeline: Pipeline }) {
  const [copying, setCopying] = useState(false)
  const [sure, setSure] = useState(false)
  const { route } = useLocation()
  const say = t.value
  const { name } = pipeline
  const sites = [...state.value.sites.values()].filter(({ pipelineId }) => pipelineId === pipeline.id)
  const archive = () =>
    tracked(archivePipeline(pipeline)).then(
      () =>
        toast(say('pipelines.archivedToast', { name }), {
          undo: () => void tracked(restorePipeline(pipeline)).catch(sayWhy),
        }),
      sayWhy,
    )
  const remove = () =>
    removePipeline(pipeline).then(() => {
      toast(say('pipelines.removedToast', { name }))
      route(managePath('pipelines'))
    }, sayWhy)
  return (
    <section class={page.card} aria-label={say('pipelines.whole')}>
      <p class={styles.text}>
        {pipeline.isDefault ? say('pipelines.defaultText') : say('pipelines.notDefaultText')}
        {sites.length > 0 ? ` ${say('pipelines.ofSites', { names: sites.map((one) => one.name).join(', ') })}` : ''}
      </p>
      <div class={styles.acts}>
        {pipeline.isDefault || pipeline.isArchived ? null : (
          <Button icon={Star} onClick={() => void tracked(setDefaultPipeline(pipeline)).catch(sayWhy)}>
            {say('pipelines.makeDefault')}
          </Button>
        )}
        <Button icon={Copy} onClick={() => setCopying(true)}>
          {say('pipelines.duplicate')}
        </Button>
        {pipeline.isArchived ? (
          <Button icon={ArchiveRestore} onClick={() => void tracked(restorePipeline(pipeline)).catch(sayWhy)}>
            {say('pipelines.restore')}
          </Button>
        ) : null}
        {pipeline.isDefault || pipeline.isArchived ? null : (
          <Button icon={Archive} onClick={() => void archive()}>
            {say('pipelines.archive')}
          </Button>
        )}
        {pipeline.isDefault ? null : sure ? (
          // What was removed cannot be brought back, so it is said twice.
          <>
            <Button kind="danger" icon={Trash2} autofocus onClick={() => void remove()}>
              {say('pipelines.removeForGood')}
            </Button>
            <Button onClick={() => setSure(false)}>{say('ui.cancel')}</Button>
          </>
        ) : (
          <Button kind="ghost" icon={Trash2} onClick={() => setSure(true)}>
            {say('pipelines.remove')}
          </Button>
        )}
      </div>
      {copying ? (
        <NewPipelineDialog
          pipelines={pipelinesInOrder(state.value)}
          like={pipeline}
          onMade={({ id }) => route(managePath('pipelines', id))}
          onClose={() => setCopying(false)}
        />
      ) : null}
    </section>
  )
}
