import type { Stage } from '#shared/protocol/pipelines'
import { editStage } from '../../../data/pipelines'
import { t } from '../../../data/session'
import { SavedField } from '../../../parts/fields/saved-field'
import styles from './lines.module.css'

/** The chance of winning a deal of a stage, whole percent from 0 to 100. */
export const ProbabilityField = ({ stage, fixed }: { stage: Stage; fixed: boolean }) => (
  <span class={styles.percent}>
    <SavedField
      bare
      label={t.value('pipelines.probabilityOf', { name: stage.name })}
      value={String(stage.probability)}
      inputMode="numeric"
      maxLength={3}
      disabled={fixed}
      check={(typed) => (isPercent(typed) ? undefined : t.value('pipelines.badPercent'))}
      save={(is, was) => editStage(stage, { probability: { was: Number(was), is: Number(is) } })}
    />
    <span aria-hidden="true">%</span>
  </span>
)

const isPercent = (typed: string) => /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= 100
