import { Plus } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Pipeline } from '#shared/protocol/pipelines'
import { afterReload } from '../../../data/connection'
import { openStages } from '../../../data/deals'
import { loadTotals, movePipeline, pipelinesInOrder } from '../../../data/pipelines'
import { may, refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { PipelineLock } from '../../../parts/deals/pipeline-lock'
import { sumIn } from '../../../parts/deals/sum-in'
import { totalsOver } from '../../../parts/deals/weight'
import { tracked } from '../../../parts/fields/autosave'
import { HelpButton } from '../../../parts/help/help-button'
import { managePath } from '../../../routes'
import { Badge } from '../../../ui/badge'
import { Button } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { ReorderHandle } from '../../../ui/reorder-handle'
import { useReorder } from '../../../ui/use-reorder'
import { TopicHead } from '../layout'
import { Breadcrumb } from './breadcrumb'
import { NewPipelineDialog } from './new-pipeline-dialog'
import styles from './pipeline-list.module.css'

/** Every pipeline with what it holds; a row opens it. */
export function PipelineList() {
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const { route } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  const say = t.value
  const mayManage = may('pipelines.manage')
  const all = pipelinesInOrder(state.value)
  const living = all.filter(({ isArchived }) => !isArchived)
  const archived = all.filter(({ isArchived }) => isArchived)
  useEffect(() => {
    const load = () => void loadTotals().catch((error) => toast(refusalText(error), { tone: 'danger' }))
    load()
    return afterReload(load)
  }, [])
  const ids = living.map(({ id }) => id)
  const move = (id: string, beforeId: string | null) => {
    const pipeline = state.value.pipelines.get(id)
    if (!pipeline) return
    tracked(movePipeline(pipeline, beforeId)).catch((error) => toast(refusalText(error), { tone: 'danger' }))
    const place = ids.filter((one) => one !== id).indexOf(beforeId ?? '') + 1 || ids.length
    setSaid(say('pipelines.placed', { name: pipeline.name, place, count: ids.length }))
  }
  const { order, heldId, dragging, step } = useReorder({ list, ids, enabled: mayManage, onMove: move })
  const shown = order.flatMap((id) => living.filter((one) => one.id === id))
  return (
    <>
      <Breadcrumb />
      <TopicHead
        title={say('manage.pipelines')}
        text={say('pipelines.text')}
        action={
          <>
            <HelpButton topic="pipeline" />
            {mayManage ? (
              <Button kind="primary" icon={Plus} onClick={() => setAdding(true)}>
                {say('pipelines.add')}
              </Button>
            ) : null}
          </>
        }
      />
      <ul ref={list} class={styles.rows}>
        {shown.map((pipeline) => (
          <li
            key={pipeline.id}
            data-row={pipeline.id}
            class={classes(styles.row, heldId === pipeline.id && styles.held)}
          >
            {mayManage && living.length > 1 ? (
              <ReorderHandle
                id={pipeline.id}
                label={say('pipelines.moveNamed', { name: pipeline.name })}
                dragging={dragging}
                onStep={(by) => step(pipeline.id, by)}
              />
            ) : null}
            <Row pipeline={pipeline} />
          </li>
        ))}
      </ul>
      {archived.length > 0 ? (
        <>
          <h3 class={styles.heading}>{say('pipelines.archived')}</h3>
          <ul class={styles.rows}>
            {archived.map((pipeline) => (
              <li key={pipeline.id} class={styles.row}>
                <Row pipeline={pipeline} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p class="unseen" role="status">
        {said}
      </p>
      {adding ? (
        <NewPipelineDialog
          pipelines={all}
          onMade={({ id }) => route(managePath('pipelines', id))}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  )
}

function Row({ pipeline }: { pipeline: Pipeline }) {
  const say = t.value
  const stages = openStages(pipeline)
  const { count, amount } = totalsOver(stages, state.value.totals)
  return (
    <a class={styles.link} href={managePath('pipelines', pipeline.id)}>
      <span class={styles.who}>
        <span class={styles.name}>{pipeline.name}</span>
        <PipelineLock pipeline={pipeline} />
        {pipeline.isDefault ? <Badge tone="accent">{say('pipelines.default')}</Badge> : null}
        {pipeline.isArchived ? <Badge>{say('pipelines.isArchived')}</Badge> : null}
      </span>
      <span class={styles.fact}>{say('pipelines.stageCount', { count: stages.length })}</span>
      <span class={styles.fact}>{say('pipelines.openCount', { count })}</span>
      <span class={styles.amount}>
        {sumIn(pipeline, amount)} <span class={styles.currency}>{pipeline.currency}</span>
      </span>
    </a>
  )
}
