import type { ComponentChildren } from 'preact'
import { BrandMark } from './brand-mark'
import styles from './door-card.module.css'

type DoorCardProps = {
  title: string
  /** Room for more than a few fields. */
  wide?: boolean
  /** What stands under the card. */
  below?: ComponentChildren
  children: ComponentChildren
}

/** What is shown in place of the console until somebody is in: one card in the middle. */
export const DoorCard = ({ title, wide = false, below, children }: DoorCardProps) => (
  <main class={styles.page}>
    <div class={styles.card} data-wide={wide || undefined}>
      <BrandMark size={44} />
      <h1 class={styles.title}>{title}</h1>
      {children}
    </div>
    {below}
  </main>
)
