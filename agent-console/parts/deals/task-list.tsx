import { useId, useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import { TaskAfter } from './task-after'
import styles from './task-list.module.css'
import { TaskRow } from './task-row'

/** Open tasks by due date; the done ones folded under them. */
export function TaskList({ tasks, withDeal = false }: { tasks: readonly Task[]; withDeal?: boolean }) {
  const [shown, setShown] = useState(false)
  const place = useId()
  const open = tasks.filter(({ status }) => status === 'open')
  const done = tasks.filter(({ status }) => status === 'done')
  return (
    <>
      <Rows tasks={open} withDeal={withDeal} place={place} />
      <TaskAfter place={place} />
      {done.length > 0 ? (
        <button type="button" class={styles.fold} aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t.value('task.doneOnes', { count: done.length })}
        </button>
      ) : null}
      {shown ? <Rows tasks={done} withDeal={withDeal} place={place} /> : null}
    </>
  )
}

type RowsProps = { tasks: readonly Task[]; withDeal: boolean; place: string }

const Rows = ({ tasks, withDeal, place }: RowsProps) =>
  tasks.length > 0 ? (
    <ul class={styles.rows}>
      {tasks.map((task) => (
        <li key={task.id}>
          <TaskRow task={task} withDeal={withDeal} place={place} />
        </li>
      ))}
    </ul>
  ) : null
