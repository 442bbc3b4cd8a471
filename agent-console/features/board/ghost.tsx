import { t } from '../../data/session'
import { rowHeight } from './card-extras'
import { CardFace } from './card-face'
import { carried } from './carry'
import styles from './ghost.module.css'
import { ghost } from './use-dragging'

/** The card under the pointer. */
export function Ghost() {
  const at = ghost.value
  const now = carried.value
  if (!at || !now) return null
  return (
    <div
      class={styles.ghost}
      aria-hidden="true"
      style={{
        width: `${at.width}px`,
        height: `${rowHeight.value - 8}px`,
        transform: `translate(${at.x}px, ${at.y}px) rotate(2deg)`,
      }}
    >
      <CardFace card={now.card} />
      {now.also.length > 0 ? (
        <span class={styles.count}>{t.value('board.many', { count: now.also.length + 1 })}</span>
      ) : null}
    </div>
  )
}
