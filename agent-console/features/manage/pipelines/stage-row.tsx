import { ChevronDown, Trash2 } from 'lucide'
import { useId, useState } from 'preact/hooks'
import type { StageRate } from '#shared/protocol/deal-sums'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { editStage, removeStage, restoreStage } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { StageDot } from '../../../parts/deals/stage-dot'
import { totalsIn } from '../../../parts/deals/weight'
import { tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { type Ordered, OrderHandle, OrderTools } from '../order-tools'
import styles from './lines.module.css'
import { ProbabilityField } from './probability-field'
import { RemoveStageDialog } from './remove-stage-dialog'
import { StageDetails } from './stage-details'

type StageRowProps = Ordered & {
  stage: Stage
  pipeline: Pipeline
  fixed: boolean
  rate: StageRate | undefined
}

const needed = (name: string) => (name.trim() ? undefined : t.value('pipelines.nameNeeded'))

/** A main stage: its name and chance in sight, the rest one click away. */
export function StageRow({ stage, pipeline, fixed: isFixed, reorder, isFirst, isLast, rate }: StageRowProps) {
  const [open, setOpen] = useState(false)
  const [removing, setRemoving] = useState(false)
  const id = useId()
  const say = t.value
  const { name, goingTo } = stage
  // What is being removed is no longer changed.
  const fixed = isFixed || goingTo !== undefined
  const remove = async () => {
    try {
      await tracked(removeStage(stage, undefined))
      toast(say('pipelines.stageRemoved', { name }), {
        undo: () => void tracked(restoreStage(stage)).catch((error) => toast(refusalText(error), { tone: 'danger' })),
      })
    } catch (error) {
      if (isInUse(error)) setRemoving(true)
      else toast(refusalText(error), { tone: 'danger' })
    }
  }
  return (
    <li data-row={stage.id} class={classes(styles.line, reorder.heldId === stage.id && styles.held)}>
      <div class={styles.main}>
        {fixed ? null : <OrderHandle id={stage.id} name={name} reorder={reorder} />}
        <StageDot color={stage.color} />
        <SavedField
          bare
          class={styles.grow}
          label={say('pipelines.stageName')}
          value={name}
          maxLength={80}
          disabled={fixed}
          check={needed}
          save={(is, was) => editStage(stage, { name: { was, is } })}
        />
        <ProbabilityField stage={stage} fixed={fixed} />
        <span class={styles.tools}>
          {fixed ? null : (
            <OrderTools
              id={stage.id}
              {...{ name, reorder, isFirst, isLast }}
              away={{ icon: Trash2, label: say('pipelines.removeNamed', { name }), run: () => void remove() }}
            />
          )}
          <IconButton
            icon={ChevronDown}
            size="small"
            class={classes(open && styles.turned)}
            label={say('pipelines.detailsOf', { name })}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          />
        </span>
      </div>
      {goingTo ? <Going stage={stage} to={pipeline.stages.find(({ id }) => id === goingTo)?.name ?? ''} /> : null}
      {open ? <StageDetails id={id} stage={stage} fixed={fixed} rate={rate} /> : null}
      {removing ? <RemoveStageDialog stage={stage} pipeline={pipeline} onClose={() => setRemoving(false)} /> : null}
    </li>
  )
}

const isInUse = (error: unknown) => (error as { code?: unknown } | null)?.code === 'stage-in-use'

/** How many deals have yet to leave a stage that is being removed; each that goes is told to everybody. */
const Going = ({ stage, to }: { stage: Stage; to: string }) => (
  <p class={styles.going}>{t.value('pipelines.going', { count: totalsIn(state.value.totals, stage.id).count, to })}</p>
)

/** Won or Lost: always there, always last; only what it is called may differ. */
export const FinalStageRow = ({ stage, fixed }: { stage: Stage; fixed: boolean }) => (
  <li class={classes(styles.line, styles.final)}>
    <div class={styles.main}>
      <StageDot color={stage.color} kind={stage.kind} />
      <SavedField
        bare
        class={styles.grow}
        label={t.value(stage.kind === 'won' ? 'pipelines.wonName' : 'pipelines.lostName')}
        value={stage.name}
        maxLength={80}
        disabled={fixed}
        check={needed}
        save={(is, was) => editStage(stage, { name: { was, is } })}
      />
      <span class={styles.locked}>{t.value('deal.percent', { probability: stage.probability })}</span>
      <span class={styles.note}>{t.value('pipelines.final')}</span>
    </div>
  </li>
)
