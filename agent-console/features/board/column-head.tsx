import { ChevronsLeft, Plus } from 'lucide'
import { useLocation } from 'preact-iso'
import type { StagePace } from '#shared/protocol/deal-lists'
import type { Pipeline, Stage } from '#shared/protocol/pipelines'
import { weighted } from '#shared/rules/forecast'
import { paces } from '../../data/deal-lists'
import { locale, may, t } from '../../data/session'
import { state } from '../../data/store'
import { withWords } from '../../parts/deal-lists/asking'
import { StageTitle } from '../../parts/deals/stage-title'
import { sumIn } from '../../parts/deals/sum-in'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import styles from './board-column.module.css'
import { totalsOf } from './totals'

type ColumnHeadProps = {
  stage: Stage
  pipeline: Pipeline
  onAdd: () => void
  /** Folds a column that need not be open. */
  onFold?: (() => void) | undefined
}

/** What a stage comes to, and how deals pass through it. */
export function ColumnHead({ stage, pipeline, onAdd, onFold }: ColumnHeadProps) {
  const totals = totalsOf(stage.id)
  const money = (value: number) => sumIn(pipeline, value)
  const isOpen = stage.kind === 'open'
  return (
    <header class={styles.head}>
      <div class={styles.line}>
        <h2 class={styles.name}>
          <span class={styles.title}>
            <StageTitle stage={stage} />
          </span>
          <span class={styles.count}>{new Intl.NumberFormat(locale.value).format(totals.count)}</span>
        </h2>
        <p class={styles.sums}>
          <span class={styles.sum}>{money(totals.amount)}</span>
        </p>
        {isOpen && !stage.goingTo && may('deals.write') ? (
          <IconButton icon={Plus} size="small" label={t.value('board.addIn', { stage: stage.name })} onClick={onAdd} />
        ) : null}
        {onFold ? <IconButton icon={ChevronsLeft} size="small" label={t.value('board.fold')} onClick={onFold} /> : null}
      </div>
      {isOpen ? (
        <div class={styles.line}>
          {stage.goingTo ? (
            <p class={styles.pace}>{t.value('board.going', { to: nameOf(stage, stage.goingTo) })}</p>
          ) : (
            <Pace pace={paces.value.get(stage.id)} />
          )}
          <span class={styles.weighted}>
            {t.value('board.weightedIs', { amount: money(weighted(totals, stage.probability)) })}
          </span>
        </div>
      ) : null}
    </header>
  )
}

const nameOf = ({ pipelineId }: Stage, id: string): string =>
  state.value.pipelines.get(pipelineId)?.stages.find((one) => one.id === id)?.name ?? ''

/** From here on a stage is slower than usual, and from here on much slower. */
const slow = 1.25
const verySlow = 1.75

function heatOf({ days, usualDays }: StagePace): 'usual' | 'slow' | 'very' {
  // Of less than a day nobody says that it is long.
  if (days === null || usualDays === null || days < 1) return 'usual'
  const ratio = days / Math.max(usualDays, 0.5)
  return ratio >= verySlow ? 'very' : ratio >= slow ? 'slow' : 'usual'
}

/** How long deals stand here against how long is usual, how many are stuck, and how many go on. */
function Pace({ pace }: { pace: StagePace | undefined }) {
  const { url, route } = useLocation()
  if (!pace) return <p class={styles.pace} />
  const { days, usualDays, stuck, goesOn } = pace
  const heat = heatOf(pace)
  const figure = (value: number) => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(value)
  return (
    <p class={styles.pace}>
      {days === null ? null : (
        <span
          class={classes(styles.heat, styles[heat])}
          title={
            usualDays === null ? t.value('board.paceNew') : t.value('board.paceUsual', { days: figure(usualDays) })
          }
        >
          {t.value('board.paceDays', { days: figure(days) })}
          {heat === 'usual' ? null : ` · ${t.value(`board.pace.${heat}`)}`}
        </span>
      )}
      {goesOn === null ? null : (
        <span title={t.value('board.goesOnMeans')}>{t.value('board.goesOn', { percent: goesOn })}</span>
      )}
      {stuck > 0 ? (
        <button type="button" class={styles.stuck} onClick={() => route(withWords(url, { stuck: 'yes' }))}>
          {t.value('board.stuck', { count: stuck })}
        </button>
      ) : null}
    </p>
  )
}
