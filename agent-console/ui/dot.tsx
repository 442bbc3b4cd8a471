import { classes } from './classes'
import styles from './dot.module.css'

/** A colour one tells things apart by; what it stands for is always said in words beside it. */
export const Dot = ({ color }: { color: DotColor }) => (
  <span class={classes(styles.dot, styles[color])} aria-hidden="true" />
)

export type DotColor = 'slate' | 'iris' | 'teal' | 'amber' | 'pink' | 'sky'
