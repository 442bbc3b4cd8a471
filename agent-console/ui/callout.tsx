import { CircleAlert, Info, TriangleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import styles from './callout.module.css'
import { classes } from './classes'
import { Icon } from './icon'

type CalloutProps = {
  tone: 'info' | 'warning' | 'danger'
  /** Says it to screen readers when it appears. */
  live?: boolean
  children: ComponentChildren
}

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert }

/** A sentence to notice. */
export const Callout = ({ tone, live = false, children }: CalloutProps) => (
  <div class={classes(styles.callout, styles[tone])} role={live ? 'alert' : undefined}>
    <Icon icon={icons[tone]} class={styles.icon} />
    <div class={styles.text}>{children}</div>
  </div>
)
