import { Trophy, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { locale, t } from '../../data/session'
import { sumIn } from '../../parts/deals/sum-in'
import { Icon } from '../../ui/icon'
import { BoardColumn } from './board-column'
import styles from './finals.module.css'
import { totalsOf } from './totals'

/** Won and Lost beside the open stages: slim until one looks into them. */
export function Finals({ pipeline }: { pipeline: Pipeline }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const final = pipeline.stages.filter(({ kind }) => kind !== 'open')
  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  return (
    <>
      {final.map((stage) =>
        open.has(stage.id) ? (
          <BoardColumn
            key={stage.id}
            stage={stage}
            pipeline={pipeline}
            onAdd={() => {}}
            onFold={() => toggle(stage.id)}
          />
        ) : (
          <Slim key={stage.id} stage={stage} pipeline={pipeline} onOpen={() => toggle(stage.id)} />
        ),
      )}
    </>
  )
}

function Slim({ stage, pipeline, onOpen }: { stage: Stage; pipeline: Pipeline; onOpen: () => void }) {
  const { count, amount } = totalsOf(stage.id)
  return (
    <button type="button" class={styles.slim} data-final={stage.kind} aria-expanded={false} onClick={onOpen}>
      <Icon icon={stage.kind === 'won' ? Trophy : X} size={18} />
      <span class="unseen">{t.value('board.stageIs', { stage: stage.name, count })}</span>
      <span class={styles.words} aria-hidden="true">
        {stage.name} {new Intl.NumberFormat(locale.value).format(count)}
        {amount > 0 ? ` · ${sumIn(pipeline, amount)}` : ''}
      </span>
    </button>
  )
}
