import { useState } from 'preact/hooks'
import type { ManyAct } from '#shared/protocol/deal-lists'
import { t } from '../../data/session'
import { Checkbox, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'

type BulkDialogProps = { count: number; onClose: () => void; onChoose: (act: ManyAct) => void }

/** One tag for many deals, or off all of them. */
export function TagMany({ count, onClose, onChoose }: BulkDialogProps) {
  const [tag, setTag] = useState('')
  const [remove, setRemove] = useState(false)
  const [wrong, setWrong] = useState('')
  return (
    <FormDialog
      title={t.value('many.tagTitle', { count })}
      action={t.value('many.apply')}
      busy={false}
      onClose={onClose}
      onSubmit={() =>
        tag.trim() ? onChoose({ act: 'tag', tag: tag.trim(), remove }) : setWrong(t.value('many.tagNeeded'))
      }
    >
      <TextField
        label={t.value('filter.tag')}
        value={tag}
        onValue={setTag}
        error={wrong}
        maxLength={40}
        autocomplete="off"
      />
      <Checkbox label={t.value('many.tagRemove')} checked={remove} onChecked={setRemove} />
    </FormDialog>
  )
}

/** The same task for many deals, each for its own owner. */
export function TaskMany({ count, onClose, onChoose }: BulkDialogProps) {
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  const [wrong, setWrong] = useState('')
  return (
    <FormDialog
      title={t.value('many.taskTitle', { count })}
      action={t.value('many.apply')}
      busy={false}
      onClose={onClose}
      onSubmit={() =>
        title.trim()
          ? onChoose({ act: 'task', title: title.trim(), dueOn: due || null })
          : setWrong(t.value('many.taskNeeded'))
      }
    >
      <TextField
        label={t.value('task.title')}
        value={title}
        onValue={setTitle}
        error={wrong}
        maxLength={200}
        autocomplete="off"
      />
      <TextField label={t.value('many.due')} type="date" value={due} onValue={setDue} />
    </FormDialog>
  )
}
