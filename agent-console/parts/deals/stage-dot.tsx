import type { Stage } from '#shared/protocol/pipelines'
import { classes } from '../../ui/classes'
import styles from './stage-dot.module.css'

type StageDotProps = { color: Stage['color']; kind?: Stage['kind'] }

/** The colour of a stage, beside its name: never the only thing that tells it. */
export const StageDot = ({ color, kind = 'open' }: StageDotProps) => (
  <span class={classes(styles.dot, kind === 'open' ? styles[color] : styles[kind])} aria-hidden="true" />
)
