import type { IconNode } from 'lucide'
import type { ComponentChildren } from 'preact'
import styles from './empty-state.module.css'
import { Icon } from './icon'

type EmptyStateProps = {
  icon: IconNode
  title: string
  /** Where it is all there is on the page, its title is the page's. */
  heading?: 'h1' | 'h2' | 'p'
  /** One sentence: what will be here. */
  text?: ComponentChildren
  /** One button. */
  action?: ComponentChildren
}

/** Nothing here yet, and what to do about it. */
export const EmptyState = ({ icon, title, heading: Title = 'p', text, action }: EmptyStateProps) => (
  <div class={styles.empty}>
    <span class={styles.drawing}>
      <Icon icon={icon} size={32} />
    </span>
    <Title class={styles.title}>{title}</Title>
    {text ? <p class={styles.text}>{text}</p> : null}
    {action ? <div class={styles.action}>{action}</div> : null}
  </div>
)
