import { AlarmClock } from 'lucide'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { ringing } from '../../data/tasks'
import { TaskAfter } from '../../parts/deals/task-after'
import { Icon } from '../../ui/icon'
import { DueTask } from './due-task'
import styles from './reminders.module.css'

/** Stands over a conversation while a task of mine is due in it. */
export function TaskBanner({ conversationId }: { conversationId: string }) {
  const due = ringing(state.value).filter((task) => task.conversationId === conversationId)
  const place = `banner ${conversationId}`
  return (
    <>
      {due.length > 0 ? (
        <section class={styles.banner} aria-label={t.value('remind.banner')}>
          <Icon icon={AlarmClock} class={styles.icon} />
          <ul class={styles.rows}>
            {due.map((task) => (
              <li key={task.id}>
                <DueTask task={task} place={place} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <TaskAfter place={place} />
    </>
  )
}
