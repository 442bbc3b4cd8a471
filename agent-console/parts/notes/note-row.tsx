import { Pencil, Pin, PinOff, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import type { RecordNote } from '#shared/protocol/notes'
import type { Beside } from '../../data/beside'
import { editNote, pinNote, removeNote } from '../../data/notes'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { When } from '../../ui/when'
import { NoteBody } from './note-body'
import { NoteEdits } from './note-edits'
import { NoteForm } from './note-form'
import styles from './notes.module.css'

type NoteRowProps = { beside: Beside; note: RecordNote; may: boolean }

/** One note: read, changed where it stands, kept on top, taken away with a way back. */
export function NoteRow({ beside, note, may }: NoteRowProps) {
  const [editing, setEditing] = useState(false)
  const author = (note.agentId && state.value.agents.get(note.agentId)?.name) || t.value('deal.somebody')
  const pin = () => void pinNote(beside, note, !note.pinned).catch(sayWhy)
  const remove = () => {
    removeNote(beside, note, true).then(
      () => toast(t.value('note.removed'), { undo: () => void removeNote(beside, note, false).catch(sayWhy) }),
      sayWhy,
    )
  }
  const save = async (body: string, mentions: string[]) => {
    await editNote(beside, note, body.trim(), mentions)
    setEditing(false)
  }
  return (
    <li class={classes(styles.note, note.pinned && styles.pinned)} data-note={note.id}>
      <div class={styles.by}>
        <b class={styles.author}>{author}</b>
        <When at={note.writtenAt} />
        {may ? (
          <span class={styles.acts}>
            <IconButton
              icon={note.pinned ? PinOff : Pin}
              size="small"
              iconSize={14}
              label={t.value(note.pinned ? 'note.unpin' : 'note.pin')}
              onClick={pin}
            />
            <IconButton
              icon={Pencil}
              size="small"
              iconSize={14}
              label={t.value('note.edit')}
              onClick={() => setEditing(true)}
            />
            <IconButton icon={Trash2} size="small" iconSize={14} label={t.value('note.remove')} onClick={remove} />
          </span>
        ) : null}
      </div>
      {editing ? (
        <NoteForm label={t.value('note.edit')} before={note.body} save={save} onCancel={() => setEditing(false)} />
      ) : (
        <NoteBody text={note.body} />
      )}
      {note.editedAt && !editing ? <NoteEdits beside={beside} note={note} editedAt={note.editedAt} /> : null}
    </li>
  )
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
