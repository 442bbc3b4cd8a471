import type { ComponentChildren } from 'preact'
import styles from './badge.module.css'
import { classes } from './classes'
import { speech } from './speech'

type BadgeProps = {
  tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info'
  children: ComponentChildren
}

/** A word about a thing. */
export const Badge = ({ tone = 'neutral', children }: BadgeProps) => (
  <span class={classes(styles.badge, styles[tone])}>{children}</span>
)

type CountProps = {
  count: number
  /** What is counted, for screen readers: `3 unread`. */
  label: string
  tone?: 'accent' | 'danger'
}

/** How many wait; nothing when none do. */
export const Count = ({ count, label, tone = 'accent' }: CountProps) =>
  count > 0 ? (
    <span class={classes(styles.count, styles[`${tone}-solid`])}>
      <span aria-hidden="true">{count > 99 ? '99+' : new Intl.NumberFormat(speech.value.locale).format(count)}</span>
      <span class="unseen">{label}</span>
    </span>
  ) : null
