import { Ellipsis } from 'lucide'
import { useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { may, me, t } from '../../data/session'
import { state } from '../../data/store'
import { isOverdue } from '../../data/tasks'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Menu } from '../../ui/menu'
import { now } from '../../ui/when'
import { SaidLink } from './quote-link'
import { callOff, giveEntries, snoozeEntries, toggle } from './task-acts'
import { agentName } from './task-assignee'
import { taskDueWords } from './task-dues'
import { TaskForm } from './task-form'
import styles from './task-row.module.css'

type TaskRowProps = {
  task: Task
  /** Names its deal, where tasks of several stand together. */
  withDeal?: boolean
  /** Where it stands: what is asked once it is done is asked there. */
  place: string
  /** Whose it is and where it leads, in lists of many people. */
  about?: string | undefined
}

/** A task: ticked off, edited, put off, given away and cancelled where it stands. */
export function TaskRow({ task, withDeal = false, place, about }: TaskRowProps) {
  const [editing, setEditing] = useState(false)
  if (editing) return <TaskForm task={task} about={task} onClose={() => setEditing(false)} />
  const isOpen = task.status === 'open'
  const overdue = isOverdue(task, now.value)
  const deal = withDeal && task.dealId ? state.value.deals.get(task.dealId)?.deal.name : undefined
  const told = task.result || task.note.split('\n')[0]
  const meta = [t.value(`task.type.${task.type}`), about, deal, told].filter(Boolean).join(' · ')
  return (
    <div class={styles.row} data-task={task.id}>
      <input
        type="checkbox"
        class={styles.tick}
        checked={task.status === 'done'}
        disabled={!may('tasks.write')}
        aria-label={t.value('task.done', { title: task.title })}
        onChange={(event) => toggle(task, event.currentTarget.checked, place)}
      />
      <button
        type="button"
        class={styles.words}
        disabled={!may('tasks.write')}
        title={t.value('task.edit', { title: task.title })}
        onClick={() => setEditing(true)}
      >
        <span class={classes(styles.title, !isOpen && styles.done)}>{task.title}</span>
        <span class={styles.meta}>{meta}</span>
      </button>
      {task.conversationId && task.fromSeq ? (
        <SaidLink conversationId={task.conversationId} seq={task.fromSeq} />
      ) : null}
      {task.priority === 'high' && isOpen ? <Badge tone="warning">{t.value('task.high')}</Badge> : null}
      {task.dueAt && isOpen ? (
        <span class={classes(styles.due, overdue && styles.overdue)}>{taskDueWords(task, now.value)}</span>
      ) : null}
      {task.assigneeId && task.assigneeId !== me.value?.agent.id ? <Assignee id={task.assigneeId} /> : null}
      {may('tasks.write') && isOpen ? (
        <Menu
          label={t.value('task.actions', { title: task.title })}
          placement="bottom-end"
          entries={[
            { label: t.value('task.editIt'), onChoose: () => setEditing(true) },
            'line',
            ...snoozeEntries(task),
            'line',
            ...giveEntries(task),
            'line',
            { label: t.value('task.cancelIt'), danger: true, onChoose: () => callOff(task) },
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

const Assignee = ({ id }: { id: string }) => (
  <span title={agentName(id)}>
    <Avatar id={id} name={agentName(id)} size={20} />
    <span class="unseen">{t.value('task.forAgent', { name: agentName(id) })}</span>
  </span>
)
