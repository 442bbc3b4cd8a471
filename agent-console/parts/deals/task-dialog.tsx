import type { DealCard } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import { Dialog } from '../../ui/dialog'
import { type TaskAbout, type TaskDraft, TaskForm } from './task-form'
import styles from './task-form.module.css'

type TaskDialogProps = {
  about: TaskAbout
  /** The task to change; a new one when absent. */
  task?: Task
  draft?: TaskDraft
  /** Deals to choose from for a new task. */
  deals?: readonly DealCard[]
  onClose: () => void
}

/** A task from where there is no room for its form. */
export const TaskDialog = ({ about, task, draft, deals, onClose }: TaskDialogProps) => (
  <Dialog open onClose={onClose} title={task ? task.title : t.value('task.new')}>
    <div class={styles.inDialog}>
      <TaskForm
        {...(task ? { task } : {})}
        {...(draft ? { draft } : {})}
        {...(deals ? { deals } : {})}
        about={about}
        onClose={onClose}
      />
    </div>
  </Dialog>
)
