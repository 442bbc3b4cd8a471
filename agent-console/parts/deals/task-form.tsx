import { useEffect, useRef, useState } from 'preact/hooks'
import type { DealCard } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'
import { refusalText, t } from '../../data/session'
import { createTask, editTask } from '../../data/tasks'
import { Button } from '../../ui/button'
import { Checkbox, SelectField, TextField } from '../../ui/field'
import { fromInput, quickDues, toInput } from './days'
import styles from './task-form.module.css'
import { clock, weekdayWords } from './words'

type TaskFormProps = {
  /** The task to change; a new one when absent. */
  task?: Task
  /** Whose task it is. */
  about: { personId: string; dealId: string | null; conversationId: string | null }
  /** Deals to choose from for a new task. */
  deals?: readonly DealCard[]
  onClose: () => void
}

const types = ['call', 'message', 'meeting', 'offer', 'other'] as const

/** A task in a few fields: Enter saves, Escape leaves. */
export function TaskForm({ task, about, deals = [], onClose }: TaskFormProps) {
  const [title, setTitle] = useState(task?.title ?? '')
  const [type, setType] = useState<Task['type']>(task?.type ?? 'call')
  const [high, setHigh] = useState(task?.priority === 'high')
  const [due, setDue] = useState(toInput(task?.dueAt ?? null))
  const [dealId, setDealId] = useState(about.dealId ?? '')
  const [wrong, setWrong] = useState<{ title?: string; all?: string }>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const save = async () => {
    if (!title.trim()) return setWrong({ title: t.value('task.titleNeeded') })
    setBusy(true)
    const priority: Task['priority'] = high ? 'high' : 'normal'
    const fields = { title: title.trim(), type, priority, dueAt: fromInput(due) }
    try {
      if (task) await editTask(task.id, fields)
      else await createTask({ ...about, ...fields, dealId: dealId || null })
      onClose()
    } catch (error) {
      setWrong({ all: refusalText(error) })
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      class={styles.form}
      noValidate
      aria-label={task ? t.value('task.edit', { title: task.title }) : t.value('task.new')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <TextField
        label={t.value('task.title')}
        bare
        placeholder={t.value('task.title')}
        value={title}
        onValue={setTitle}
        error={wrong.title ?? wrong.all}
        maxLength={200}
        autocomplete="off"
      />
      <div class={styles.pair}>
        <TextField label={t.value('task.due')} type="datetime-local" value={due} onValue={setDue} />
        <SelectField
          label={t.value('task.type')}
          value={type}
          onValue={(value) => setType(types.find((one) => one === value) ?? 'other')}
          options={types.map((value) => ({ value, label: t.value(`task.type.${value}`) }))}
        />
      </div>
      <QuickDues due={due} onDue={setDue} />
      {!task && deals.length > 0 ? (
        <SelectField
          label={t.value('task.deal')}
          value={dealId}
          onValue={setDealId}
          options={[
            ...deals.map(({ deal }) => ({ value: deal.id, label: deal.name })),
            { value: '', label: t.value('task.noDeal') },
          ]}
        />
      ) : null}
      <div class={styles.foot}>
        <Checkbox label={t.value('task.priority')} checked={high} onChecked={setHigh} />
        <span class={styles.buttons}>
          <Button size="small" kind="ghost" onClick={onClose}>
            {t.value('ui.cancel')}
          </Button>
          <Button size="small" kind="primary" type="submit" busy={busy}>
            {task ? t.value('task.save') : t.value('task.add')}
          </Button>
        </span>
      </div>
    </form>
  )
}

function QuickDues({ due, onDue }: { due: string; onDue: (due: string) => void }) {
  const words = {
    today: (at: Date) => t.value('task.quickToday', { time: clock(at) }),
    tomorrow: (at: Date) => t.value('task.quickTomorrow', { time: clock(at) }),
    monday: (at: Date) => t.value('task.quickMonday', { day: weekdayWords(at), time: clock(at) }),
  }
  return (
    <fieldset class={styles.quick}>
      <legend class="unseen">{t.value('task.quick')}</legend>
      {quickDues(new Date()).map(({ kind, at }) => {
        const value = toInput(at.toISOString())
        return (
          <button
            key={kind}
            type="button"
            class={styles.chip}
            aria-pressed={value === due}
            onClick={() => onDue(value === due ? '' : value)}
          >
            {words[kind](at)}
          </button>
        )
      })}
    </fieldset>
  )
}
