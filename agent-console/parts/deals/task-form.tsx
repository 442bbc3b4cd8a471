import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DealCard } from '#shared/protocol/deals'
import type { Task } from '#shared/protocol/tasks'
import { isRefusal } from '../../data/persist'
import { me, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { createTask, editTask } from '../../data/tasks'
import { Button } from '../../ui/button'
import { Checkbox, SelectField, TextArea, TextField } from '../../ui/field'
import { dueOfPicked, type Picked, picked } from './due-picks'
import { TaskAssignee } from './task-assignee'
import { TaskDue } from './task-due'
import styles from './task-form.module.css'

export type TaskAbout = {
  personId: string
  dealId: string | null
  conversationId: string | null
  /** The message it is made from. */
  fromSeq?: number | null
}

/** What a new task begins with. */
export type TaskDraft = { title: string; due: Picked }

type TaskFormProps = {
  /** The task to change; a new one when absent. */
  task?: Task
  /** Whose task it is. */
  about: TaskAbout
  draft?: TaskDraft
  /** Deals to choose from for a new task. */
  deals?: readonly DealCard[]
  onClose: () => void
}

type Wrong = { title?: string; time?: string; assignee?: string; all?: string }

const types = ['call', 'message', 'meeting', 'offer', 'other'] as const

/** A task in a few fields: Enter saves, Escape leaves. */
export function TaskForm({ task, about, draft, deals = [], onClose }: TaskFormProps) {
  const [title, setTitle] = useState(task?.title ?? draft?.title ?? '')
  const [type, setType] = useState<Task['type']>(task?.type ?? 'call')
  const [high, setHigh] = useState(task?.priority === 'high')
  const [due, setDue] = useState(draft?.due ?? picked(task ?? { dueAt: null, dueOn: null }))
  const [remind, setRemind] = useState(task?.remind ?? true)
  const [assignee, setAssignee] = useState(task ? (task.assigneeId ?? '') : (me.value?.agent.id ?? ''))
  const [note, setNote] = useState(task?.note ?? '')
  const [noting, setNoting] = useState(note !== '')
  const [dealId, setDealId] = useState(about.dealId ?? '')
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const first = form.current?.querySelector('input')
    first?.focus()
    // Of long words the beginning is in sight.
    if (draft) first?.setSelectionRange(0, 0)
  }, [])
  const save = async () => {
    if (!title.trim()) return setWrong({ title: t.value('task.titleNeeded') })
    if (due.time && !due.day) return setWrong({ time: t.value('task.timeNeedsDay') })
    setBusy(true)
    const priority: Task['priority'] = high ? 'high' : 'normal'
    const words = { title: title.trim(), note: note.trim(), type, priority, remind }
    const fields = { ...words, assigneeId: assignee || null, ...dueOfPicked(due) }
    try {
      if (task) await editTask(task, fields)
      else await createTask({ ...about, ...fields, dealId: dealId || null })
      onClose()
    } catch (error) {
      setWrong(wrongOf(error))
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
      <TaskDue value={due} onValue={setDue} error={wrong.time} />
      <div class={styles.pair}>
        <SelectField
          label={t.value('task.type')}
          value={type}
          onValue={(value) => setType(types.find((one) => one === value) ?? 'other')}
          options={types.map((value) => ({ value, label: t.value(`task.type.${value}`) }))}
        />
        <TaskAssignee
          siteId={task?.siteId ?? siteOf(about)}
          value={assignee}
          onValue={setAssignee}
          error={wrong.assignee}
        />
      </div>
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
      {noting ? (
        <TextArea label={t.value('task.note')} value={note} onValue={setNote} maxLength={2000} />
      ) : (
        <button type="button" class={styles.more} onClick={() => setNoting(true)}>
          {t.value('task.addNote')}
        </button>
      )}
      <div class={styles.foot}>
        <Checkbox label={t.value('task.priority')} checked={high} onChecked={setHigh} />
        <Checkbox label={t.value('task.remind')} checked={remind} onChecked={setRemind} />
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

/** The site of a person, from whatever of theirs is known here. */
function siteOf({ personId, dealId, conversationId }: TaskAbout): string {
  const { people, deals, conversations } = state.value
  const deal = dealId ? deals.get(dealId)?.deal : undefined
  const conversation = conversationId ? conversations.get(conversationId) : undefined
  return people.get(personId)?.siteId ?? deal?.siteId ?? conversation?.siteId ?? ''
}

function wrongOf(error: unknown): Wrong {
  if (isRefusal(error) && error.code === 'assignee-elsewhere') return { assignee: refusalText(error) }
  return { all: isRefusal(error) && error.code === 'stale' ? t.value('task.changed') : refusalText(error) }
}
