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
      style={{ width: `${at.width}px`, transform: `translate(${at.x}px, ${at.y}px) rotate(2deg)` }}
    >
      <CardFace card={now.card} />
    </div>
  )
}
