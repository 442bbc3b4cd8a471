import { useEffect, useRef, useState } from 'preact/hooks'
import type { StageRate } from '#shared/protocol/deal-sums'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { openStages } from '../../../data/deals'
import { addStage, loadRates, moveStage, restoreStage } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { Button } from '../../../ui/button'
import { useReorder } from '../../../ui/use-reorder'
import { AddLine } from './add-line'
import styles from './lines.module.css'
import { FinalStageRow, StageRow } from './stage-row'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** The main stages in their order, and the two final ones, which are always last. */
export function StageList({ pipeline, fixed }: { pipeline: Pipeline; fixed: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const [said, setSaid] = useState('')
  const rates = useRates(pipeline.id)
  const say = t.value
  const open = openStages(pipeline)
  const ids = open.map(({ id }) => id)
  const move = (id: string, beforeId: string | null) => {
    const stage = open.find((one) => one.id === id)
    if (!stage) return
    tracked(moveStage(stage, beforeId)).catch(sayWhy)
    const place = ids.filter((one) => one !== id).indexOf(beforeId ?? '') + 1 || ids.length
    setSaid(say('pipelines.placed', { name: stage.name, place, count: ids.length }))
  }
  const reorder = useReorder({ list, ids, enabled: !fixed, onMove: move })
  const shown = reorder.order.flatMap((id) => open.filter((one) => one.id === id))
  return (
    <section class={styles.card} aria-labelledby="stages-title">
      <h3 id="stages-title" class={styles.title}>
        {say('pipelines.stages')}
      </h3>
      <p class={styles.text}>{say('pipelines.stagesText')}</p>
      <ul ref={list} class={styles.lines}>
        {shown.map((stage, index) => (
          <StageRow
            key={stage.id}
            stage={stage}
            pipeline={pipeline}
            fixed={fixed}
            reorder={reorder}
            isFirst={index === 0}
            isLast={index === shown.length - 1}
            rate={rates.find(({ stageId }) => stageId === stage.id)}
          />
        ))}
      </ul>
      {fixed ? null : (
        <AddLine
          label={say('pipelines.newStage')}
          action={say('pipelines.addStage')}
          onAdd={(name) => tracked(addStage(pipeline, name))}
        />
      )}
      <ul class={styles.lines}>
        {pipeline.stages
          .filter(({ kind }) => kind !== 'open')
          .map((stage) => (
            <FinalStageRow key={stage.id} stage={stage} fixed={fixed} />
          ))}
      </ul>
      <Past stages={pipeline.archived.stages} fixed={fixed} />
      <p class="unseen" role="status">
        {said}
      </p>
    </section>
  )
}

/** Asked for once: how many deals of each stage were won is no news of the minute. */
function useRates(pipelineId: string): readonly StageRate[] {
  const [rates, setRates] = useState<readonly StageRate[]>([])
  useEffect(() => {
    let wanted = true
    // Without them the boxes stand there as well.
    loadRates(pipelineId).then(
      (found) => wanted && setRates(found),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [pipelineId])
  return rates
}

function Past({ stages, fixed }: { stages: readonly Stage[]; fixed: boolean }) {
  if (stages.length === 0) return null
  return (
    <details class={styles.past}>
      <summary>{t.value('pipelines.removedStages', { count: stages.length })}</summary>
      <ul class={styles.lines}>
        {stages.map((stage) => (
          <li key={stage.id} class={styles.line}>
            <span class={styles.gone}>{stage.name}</span>
            {fixed ? null : (
              <Button
                size="small"
                aria-label={t.value('pipelines.restoreNamed', { name: stage.name })}
                onClick={() => void tracked(restoreStage(stage)).catch(sayWhy)}
              >
                {t.value('pipelines.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
