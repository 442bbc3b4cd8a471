import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { may } from '../../data/session'
import { state } from '../../data/store'
import { classes } from '../../ui/classes'
import styles from './calendar.module.css'

/** Tells our own tasks from whatever else may be dragged over a page. */
export const dragType = 'application/x-parley-task'

type SlotProps = {
  label: string
  class: string | false | undefined
  /** A task was dropped here. */
  onTask: (task: Task) => void
  children: ComponentChildren
}

/** A day or an hour that takes tasks. The platform's own dragging serves the mouse; keys and menus do the same. */
export function Slot({ label, class: own, onTask, children }: SlotProps) {
  const [isOver, setOver] = useState(false)
  const takes = (event: DragEvent) => may('tasks.write') && Boolean(event.dataTransfer?.types.includes(dragType))
  return (
    <section
      class={classes(own, isOver && styles.over)}
      aria-label={label}
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        if (!takes(event)) return
        event.preventDefault()
        const task = state.value.tasks.get(event.dataTransfer?.getData(dragType) ?? '')
        if (task) onTask(task)
      }}
    >
      {children}
    </section>
  )
}
