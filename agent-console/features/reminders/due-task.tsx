import { useLocation } from 'preact-iso'
import type { Task } from '#shared/protocol/tasks'
import { wantWords } from '../../data/drafts'
import { may, t } from '../../data/session'
import { snoozeEntries, toggle } from '../../parts/deals/task-acts'
import { taskDueWords } from '../../parts/deals/task-dues'
import { inboxPath } from '../../routes'
import { Button } from '../../ui/button'
import { Menu } from '../../ui/menu'
import { now } from '../../ui/when'
import styles from './reminders.module.css'
import { personOf, putAway } from './use-reminders'

/** A task that is due and its three answers: write, done, later. */
export function DueTask({ task, place }: { task: Task; place: string }) {
  const { route } = useLocation()
  const { conversationId } = task
  const write = () => {
    if (!conversationId) return
    // Over the conversation stands a banner with the same answers.
    putAway(task.id)
    wantWords.value = conversationId
    route(inboxPath('mine', conversationId))
  }
  return (
    <div class={styles.due}>
      <p class={styles.words}>
        <strong>{task.title}</strong>
        <span class={styles.meta}>
          {personOf(task)} · {taskDueWords(task, now.value)}
        </span>
      </p>
      <span class={styles.acts}>
        {conversationId ? (
          <Button size="small" kind="primary" onClick={write}>
            {t.value('remind.write')}
          </Button>
        ) : null}
        {may('tasks.write') ? (
          <>
            <Button size="small" onClick={() => toggle(task, true, place)}>
              {t.value('remind.done')}
            </Button>
            <Menu
              label={t.value('task.snooze')}
              entries={snoozeEntries(task)}
              placement="top-end"
              trigger={
                <Button size="small" kind="ghost">
                  {t.value('task.snooze')}
                </Button>
              }
            />
          </>
        ) : null}
      </span>
    </div>
  )
}
