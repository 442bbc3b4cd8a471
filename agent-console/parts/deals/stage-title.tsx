import type { Stage } from '#shared/protocol/pipelines'
import { Tooltip } from '../../ui/tooltip'
import { StageDot } from './stage-dot'
import styles from './stage-title.module.css'

/** A stage's colour and name, and what has happened when a deal stands there. */
export function StageTitle({ stage }: { stage: Stage }) {
  const name = <span class={styles.name}>{stage.name}</span>
  return (
    <span class={styles.title}>
      <StageDot color={stage.color} kind={stage.kind} />
      {stage.description ? (
        <Tooltip text={stage.description}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what a tooltip says must be reachable by keyboard */}
          <span tabIndex={0} class={styles.name}>
            {stage.name}
          </span>
        </Tooltip>
      ) : (
        name
      )}
    </span>
  )
}
