import { Ellipsis } from 'lucide'
import { useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { cancelTask, isOverdue, tick } from '../../data/tasks'
import { toast } from '../../data/toasts'
import { Badge } from '../../ui/badge'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Menu } from '../../ui/menu'
import { now } from '../../ui/when'
import { TaskForm } from './task-form'
import styles from './task-row.module.css'
import { dueWords } from './words'

type TaskRowProps = {
  task: Task
  /** Names its deal, where tasks of several stand together. */
  withDeal?: boolean
}

/** A task: ticked off, edited and cancelled where it stands. */
export function TaskRow({ task, withDeal = false }: TaskRowProps) {
  const [editing, setEditing] = useState(false)
  if (editing) return <TaskForm task={task} about={task} onClose={() => setEditing(false)} />
  const done = task.status === 'done'
  const overdue = isOverdue(task, now.value)
  const deal = withDeal && task.dealId ? state.value.deals.get(task.dealId)?.deal.name : undefined
  return (
    <div class={styles.row}>
      <input
        type="checkbox"
        class={styles.tick}
        checked={done}
        disabled={!may('tasks.write')}
        aria-label={t.value('task.done', { title: task.title })}
        onChange={(event) => toggle(task, event.currentTarget.checked)}
      />
      <button
        type="button"
        class={styles.words}
        disabled={!may('tasks.write')}
        title={t.value('task.edit', { title: task.title })}
        onClick={() => setEditing(true)}
      >
        <span class={classes(styles.title, done && styles.done)}>{task.title}</span>
        <span class={styles.meta}>{[t.value(`task.type.${task.type}`), deal].filter(Boolean).join(' · ')}</span>
      </button>
      {task.priority === 'high' && !done ? <Badge tone="warning">{t.value('task.high')}</Badge> : null}
      {task.dueAt && !done ? (
        <span class={classes(styles.due, overdue && styles.overdue)}>{dueWords(task.dueAt, now.value)}</span>
      ) : null}
      {may('tasks.write') && !done ? (
        <Menu
          label={t.value('task.actions', { title: task.title })}
          placement="bottom-end"
          entries={[
            { label: t.value('task.editIt'), onChoose: () => setEditing(true) },
            { label: t.value('task.cancelIt'), danger: true, onChoose: () => cancel(task) },
          ]}
          trigger={
            <IconButton
              icon={Ellipsis}
              size="small"
              class={styles.more}
              label={t.value('task.actions', { title: task.title })}
            />
          }
        />
      ) : null}
    </div>
  )
}

function toggle(task: Task, done: boolean): void {
  tick(task, done).then(
    () => {
      if (!done) return
      const undo = () => toggle({ ...task, status: 'done' }, false)
      toast(t.value('task.completed', { title: task.title }), { undo })
    },
    (error) => toast(refusalText(error), { tone: 'danger' }),
  )
}

function cancel(task: Task): void {
  cancelTask(task.id).then(
    () => toast(t.value('task.cancelled', { title: task.title }), { undo: () => toggle(task, false) }),
    (error) => toast(refusalText(error), { tone: 'danger' }),
  )
}
