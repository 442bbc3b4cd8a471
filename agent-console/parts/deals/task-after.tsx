import { CircleCheck, X } from 'lucide'
import { useState } from 'preact/hooks'
import type { Task } from '#shared/protocol/tasks'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { editTask, tasksOf } from '../../data/tasks'
import { Button, IconButton } from '../../ui/button'
import { TextField } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { justDone, sayWhy } from './task-acts'
import styles from './task-after.module.css'
import { TaskForm } from './task-form'

/** Asks what came of the task that was done here, and for the next one. Both may be left alone. */
export function TaskAfter({ place }: { place: string }) {
  const done = justDone.value
  const task = done?.place === place ? state.value.tasks.get(done.id) : undefined
  return task?.status === 'done' ? <After key={task.id} task={task} /> : null
}

const close = () => {
  justDone.value = null
}

function After({ task }: { task: Task }) {
  const [result, setResult] = useState(task.result)
  const [adding, setAdding] = useState(false)
  const { personId, dealId, conversationId } = task
  if (adding) return <TaskForm about={{ personId, dealId, conversationId }} onClose={close} />
  const save = (then: () => void) => {
    if (!result.trim()) return then()
    const known = state.value.tasks.get(task.id) ?? task
    editTask(known, { result: result.trim() }).then(then, sayWhy)
  }
  return (
    <form
      class={styles.after}
      aria-label={t.value('task.doneIs', { title: task.title })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(close)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <p class={styles.words}>
        <Icon icon={CircleCheck} class={styles.icon} />
        <span>
          {t.value('task.doneIs', { title: task.title })} {lacksStep(task) ?? ''}
        </span>
        <IconButton icon={X} size="small" label={t.value('task.closeAfter')} onClick={close} />
      </p>
      <TextField
        label={t.value('task.result')}
        bare
        placeholder={t.value('task.result')}
        value={result}
        onValue={setResult}
        maxLength={2000}
        autocomplete="off"
      />
      <span class={styles.buttons}>
        <Button size="small" type="submit">
          {t.value('task.resultSave')}
        </Button>
        <Button size="small" kind="primary" onClick={() => save(() => setAdding(true))}>
          {t.value('task.next')}
        </Button>
      </span>
    </form>
  )
}

/** Says so where an open deal is left without anything to do. */
function lacksStep({ dealId, id }: Task): string | undefined {
  if (!dealId) return undefined
  const label = state.value.taskLabels.get(id)?.deal
  const deal = state.value.deals.get(dealId)?.deal ?? label
  const rest = tasksOf(state.value, { dealId }).some(({ status }) => status === 'open')
  if (deal?.outcome !== 'open' || rest) return undefined
  return t.value('task.noNextStep', { deal: deal.name })
}
