import { GripVertical } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import type { Dragging } from './drag'
import { Icon } from './icon'
import styles from './reorder-handle.module.css'

type ReorderHandleProps = {
  id: string
  /** What it moves: `Move Contacted`. */
  label: string
  dragging: Dragging | null
  onStep: (by: 1 | -1) => void
}

/** What a row is taken by: dragged, or moved with the arrows up and down. */
export function ReorderHandle({ id, label, dragging, onStep }: ReorderHandleProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => (button.current && dragging ? dragging.watch(id, button.current) : undefined), [dragging, id])
  return (
    <button
      ref={button}
      type="button"
      class={styles.handle}
      aria-label={label}
      aria-keyshortcuts="ArrowUp ArrowDown"
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        event.stopPropagation()
        onStep(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <Icon icon={GripVertical} />
    </button>
  )
}
