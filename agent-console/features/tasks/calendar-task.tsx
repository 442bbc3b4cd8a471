import { Ellipsis } from 'lucide'
import { useRef, useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { type Due, isOverdue } from '../../data/tasks'
import { moveTo, toggle } from '../../parts/deals/task-acts'
import { TaskDialog } from '../../parts/deals/task-dialog'
import { clock } from '../../parts/deals/words'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Menu } from '../../ui/menu'
import { now } from '../../ui/when'
import { personOfTask } from './about'
import styles from './calendar.module.css'
import { laterByDays, laterByHours } from './calendar-moves'
import { dragType } from './slot'

/** One task of the calendar: opened by a press, carried by mouse, moved by Shift and an arrow or by its menu. */
export function CalendarTask({ task, hint }: { task: Task; hint: string }) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const mayMove = may('tasks.write')
  const move = (due: Due) => {
    moveTo(task, due)
    // It stands in another slot in the next frame; whoever moved it by keys goes with it.
    setTimeout(() => document.querySelector<HTMLElement>(`[data-calendar-task="${task.id}"]`)?.focus(), 50)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.shiftKey || !mayMove) return
    const days = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const hours = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!days && !hours) return
    event.preventDefault()
    move(days ? laterByDays(task, days) : laterByHours(task, hours ?? 0))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only the mouse carries it; keys and menu are inside
    <div
      class={classes(styles.task, isOverdue(task, now.value) && styles.late)}
      draggable={mayMove}
      onDragStart={(event) => {
        event.dataTransfer?.setData(dragType, task.id)
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <button
        ref={button}
        type="button"
        class={styles.open}
        data-calendar-task={task.id}
        aria-describedby={hint}
        disabled={!mayMove}
        onClick={() => setEditing(true)}
        onKeyDown={onKeyDown}
      >
        <span class={styles.time}>
          {task.dueAt && !task.dueOn ? clock(new Date(task.dueAt)) : t.value('tasks.allDay')}
        </span>
        <span class={styles.words}>{task.title}</span>
        <span class={styles.who}>{personOfTask(state.value, task)}</span>
      </button>
      {mayMove ? (
        <Menu
          label={t.value('tasks.actions', { title: task.title })}
          placement="bottom-end"
          entries={[
            { label: t.value('tasks.tick'), onChoose: () => toggle(task, true, '') },
            { label: t.value('tasks.edit'), onChoose: () => setEditing(true) },
            'line',
            { label: t.value('tasks.earlierHour'), hint: '⇧↑', onChoose: () => move(laterByHours(task, -1)) },
            { label: t.value('tasks.laterHour'), hint: '⇧↓', onChoose: () => move(laterByHours(task, 1)) },
            { label: t.value('tasks.earlierDay'), hint: '⇧←', onChoose: () => move(laterByDays(task, -1)) },
            { label: t.value('tasks.laterDay'), hint: '⇧→', onChoose: () => move(laterByDays(task, 1)) },
          ]}
          trigger={
            <IconButton
              icon={Ellipsis}
              size="small"
              class={styles.more}
              label={t.value('tasks.actions', { title: task.title })}
            />
          }
        />
      ) : null}
      {editing ? <TaskDialog task={task} about={task} onClose={() => setEditing(false)} /> : null}
    </div>
  )
}
