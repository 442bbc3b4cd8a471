import { X } from 'lucide'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { ringing } from '../../data/tasks'
import { TaskAfter } from '../../parts/deals/task-after'
import { IconButton } from '../../ui/button'
import { DesktopButton } from './desktop-button'
import { DueTask } from './due-task'
import styles from './reminders.module.css'
import { said, shown, useReminders } from './use-reminders'

const place = 'reminders'

/**
 * What is due, in a corner of whatever one is doing: it takes no focus and covers no field. At sign-in it is what came
 * due meanwhile, the oldest first.
 */
export function Reminders() {
  useReminders()
  const { ids, missed } = shown.value
  const due = ringing(state.value).filter(({ id }) => ids.includes(id))
  return (
    <>
      <p class="unseen" role="status">
        {said.value}
      </p>
      <TaskAfterCorner isAlone={due.length === 0} />
      {due.length > 0 ? (
        <section class={styles.panel} aria-label={t.value('remind.panel')}>
          <header class={styles.head}>
            <h2 class={styles.title}>{t.value(missed ? 'remind.missed' : 'remind.due')}</h2>
            <DesktopButton />
            <IconButton
              icon={X}
              size="small"
              label={t.value('remind.close')}
              onClick={() => {
                shown.value = { ids: [], missed: false }
              }}
            />
          </header>
          <ul class={styles.rows}>
            {due.map((task) => (
              <li key={task.id}>
                <DueTask task={task} place={place} />
              </li>
            ))}
          </ul>
          <TaskAfter place={place} />
        </section>
      ) : null}
    </>
  )
}

/** After the last one is done the corner still asks what came of it. */
const TaskAfterCorner = ({ isAlone }: { isAlone: boolean }) =>
  isAlone ? (
    <div class={styles.corner}>
      <TaskAfter place={place} />
    </div>
  ) : null
