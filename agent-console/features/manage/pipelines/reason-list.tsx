import { useRef, useState } from 'preact/hooks'
import type { LossReason, Pipeline } from '#shared/protocol/pipelines'
import { addReason, moveReason, restoreReason } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { Button } from '../../../ui/button'
import { useReorder } from '../../../ui/use-reorder'
import { AddLine } from './add-line'
import styles from './lines.module.css'
import { ReasonRow } from './reason-row'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** Why deals of a pipeline are lost. */
export function ReasonList({ pipeline, fixed }: { pipeline: Pipeline; fixed: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const [said, setSaid] = useState('')
  const say = t.value
  const { lossReasons, archived } = pipeline
  const ids = lossReasons.map(({ id }) => id)
  const move = (id: string, beforeId: string | null) => {
    const reason = lossReasons.find((one) => one.id === id)
    if (!reason) return
    tracked(moveReason(reason, beforeId)).catch(sayWhy)
    const place = ids.filter((one) => one !== id).indexOf(beforeId ?? '') + 1 || ids.length
    setSaid(say('pipelines.placed', { name: reason.label, place, count: ids.length }))
  }
  const reorder = useReorder({ list, ids, enabled: !fixed, onMove: move })
  const shown = reorder.order.flatMap((id) => lossReasons.filter((one) => one.id === id))
  return (
    <section class={styles.card} aria-labelledby="reasons-title">
      <h3 id="reasons-title" class={styles.title}>
        {say('pipelines.reasons')}
      </h3>
      <p class={styles.text}>{say('pipelines.reasonsText')}</p>
      <ul ref={list} class={styles.lines}>
        {shown.map((reason, index) => (
          <ReasonRow
            key={reason.id}
            reason={reason}
            fixed={fixed}
            reorder={reorder}
            isFirst={index === 0}
            isLast={index === shown.length - 1}
          />
        ))}
      </ul>
      {fixed ? null : (
        <AddLine
          label={say('pipelines.newReason')}
          action={say('pipelines.addReason')}
          onAdd={(label) => tracked(addReason(pipeline, label))}
        />
      )}
      <Past reasons={archived.lossReasons} fixed={fixed} />
      <p class="unseen" role="status">
        {said}
      </p>
    </section>
  )
}

function Past({ reasons, fixed }: { reasons: readonly LossReason[]; fixed: boolean }) {
  if (reasons.length === 0) return null
  return (
    <details class={styles.past}>
      <summary>{t.value('pipelines.archivedReasons', { count: reasons.length })}</summary>
      <ul class={styles.lines}>
        {reasons.map((reason) => (
          <li key={reason.id} class={styles.line}>
            <span class={styles.gone}>{reason.label}</span>
            {fixed ? null : (
              <Button
                size="small"
                aria-label={t.value('pipelines.restoreNamed', { name: reason.label })}
                onClick={() => void tracked(restoreReason(reason)).catch(sayWhy)}
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
