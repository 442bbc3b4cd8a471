import { useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import styles from './task-list.module.css'
import { TaskRow } from './task-row'

/** Open tasks by due date; the done ones folded under them. */
export function TaskList({ tasks, withDeal = false }: { tasks: readonly Task[]; withDeal?: boolean }) {
  const [shown, setShown] = useState(false)
  const open = tasks.filter(({ status }) => status === 'open')
  const done = tasks.filter(({ status }) => status === 'done')
  return (
    <>
      <Rows tasks={open} withDeal={withDeal} />
      {done.length > 0 ? (
        <button type="button" class={styles.fold} aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t.value('task.doneOnes', { count: done.length })}
        </button>
      ) : null}
      {shown ? <Rows tasks={done} withDeal={withDeal} /> : null}
    </>
  )
}

const Rows = ({ tasks, withDeal }: { tasks: readonly Task[]; withDeal: boolean }) =>
  tasks.length > 0 ? (
    <ul class={styles.rows}>
      {tasks.map((task) => (
        <li key={task.id}>
          <TaskRow task={task} withDeal={withDeal} />
        </li>
      ))}
    </ul>
  ) : null
