import { ChevronDown } from 'lucide'
import { useRef } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import type { Stage } from '#shared/protocol/pipelines'
import { pipelineOf, stagesFor } from '../../data/deals'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import { Tooltip } from '../../ui/tooltip'
import { now } from '../../ui/when'
import { enterStage } from './enter-stage'
import styles from './stage-stepper.module.css'
import { daysInStage, stageByKey, stepsOf } from './steps'

/** The way of a deal through its open stages: every one named, reachable by a click or the arrows. */
export function StageStepper({ deal }: { deal: Deal }) {
  const group = useRef<HTMLDivElement>(null)
  const stages = stagesFor(pipelineOf(state.value, deal), deal)
  const steps = stepsOf(stages, deal)
  const here = steps.find(({ place }) => place === 'here')?.stage
  const fixed = deal.outcome !== 'open' || !may('deals.write')
  const go = (to: Stage | undefined) => {
    if (!to || fixed || to.id === deal.stageId) return
    enterStage(deal, to.id).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = stageByKey(stages, deal.stageId, event.key)
    if (!to || fixed) return
    event.preventDefault()
    event.stopPropagation()
    go(to)
    group.current?.querySelector<HTMLElement>(`[data-stage="${to.id}"]`)?.focus()
  }
  return (
    <div class={classes(styles.stepper, styles[deal.outcome])}>
      <div
        ref={group}
        role="radiogroup"
        tabIndex={-1}
        aria-label={t.value('deal.stage')}
        aria-disabled={fixed || undefined}
        class={styles.steps}
        onKeyDown={onKeyDown}
      >
        {steps.map(({ stage, place }) => (
          <Tooltip key={stage.id} text={stageWords(stage)}>
            {/* biome-ignore lint/a11y/useSemanticElements: a segment of a bar, as wide as its share */}
            <button
              type="button"
              role="radio"
              aria-checked={place === 'here'}
              aria-label={stageWords(stage)}
              tabIndex={place === 'here' ? 0 : -1}
              disabled={fixed && place !== 'here'}
              data-stage={stage.id}
              class={classes(styles.step, styles[place])}
              onClick={() => go(stage)}
            />
          </Tooltip>
        ))}
      </div>
      {here ? <StageLine deal={deal} here={here} stages={stages} fixed={fixed} onGo={go} /> : null}
    </div>
  )
}

type StageLineProps = { deal: Deal; here: Stage; stages: readonly Stage[]; fixed: boolean; onGo: (to: Stage) => void }

function StageLine({ deal, here, stages, fixed, onGo }: StageLineProps) {
  const days = daysInStage(deal, now.value)
  const since = days === 0 ? t.value('deal.inStageToday') : t.value('deal.inStage', { count: days })
  return (
    <div class={styles.line}>
      {fixed ? (
        <span>{stageWords(here)}</span>
      ) : (
        <Menu
          label={t.value('deal.stage')}
          entries={stages.map((stage) => ({
            label: stage.name,
            hint: percent(stage),
            checked: stage.id === deal.stageId,
            onChoose: () => onGo(stage),
          }))}
          trigger={
            <button
              type="button"
              class={styles.name}
              aria-label={t.value('deal.changeStage', { stage: stageWords(here) })}
            >
              <span class={styles.text}>{stageWords(here)}</span>
              <Icon icon={ChevronDown} size={13} />
            </button>
          }
        />
      )}
      {deal.outcome === 'open' ? <span class={styles.since}>{since}</span> : null}
    </div>
  )
}

const stageWords = (stage: Stage) => t.value('deal.stageIs', { stage: stage.name, probability: stage.probability })
const percent = ({ probability }: Stage) => t.value('deal.percent', { probability })
