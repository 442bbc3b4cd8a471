import { useRef } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { editTask, tasksOf } from '../../data/tasks'
import { Button } from '../../ui/button'
import { sayWhy } from './task-acts'
import styles from './task-after.module.css'
import { agentName } from './task-assignee'

/** Asks, when a deal got another owner, whether the tasks of the one before go with it. */
export function TaskHandover({ deal, was, onDone }: { deal: Deal; was: string | null; onDone: () => void }) {
  const to = useRef(deal.ownerId)
  const tasks = tasksOf(state.value, { dealId: deal.id }).filter(
    ({ status, assigneeId }) => status === 'open' && assigneeId === was,
  )
  const { ownerId } = deal
  if (!ownerId || !was || ownerId === was || ownerId !== to.current || tasks.length === 0) return null
  const give = () => {
    Promise.all(tasks.map((task) => editTask(task, { assigneeId: ownerId }))).catch(sayWhy)
    onDone()
  }
  return (
    <div class={styles.after} role="status">
      <p>{t.value('task.handOver', { count: tasks.length, name: agentName(ownerId), was: agentName(was) })}</p>
      <span class={styles.buttons}>
        <Button size="small" kind="ghost" onClick={onDone}>
          {t.value('task.handOverNo')}
        </Button>
        <Button size="small" kind="primary" onClick={give}>
          {t.value('task.handOverYes')}
        </Button>
      </span>
    </div>
  )
}
