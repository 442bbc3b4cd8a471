import { useEffect, useState } from 'preact/hooks'
import type { NoteEdit, RecordNote } from '#shared/protocol/notes'
import type { Beside } from '../../data/beside'
import { readEdits } from '../../data/notes'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { When } from '../../ui/when'
import { whoDid } from '../deals/history-words'
import { NoteBody } from './note-body'
import styles from './notes.module.css'

type NoteEditsProps = { beside: Beside; note: RecordNote; editedAt: string }

/** That the words of a note were changed, by whom, and what they were before. */
export function NoteEdits({ beside, note, editedAt }: NoteEditsProps) {
  const [open, setOpen] = useState(false)
  const [edits, setEdits] = useState<readonly NoteEdit[] | null>(null)
  const [wrong, setWrong] = useState('')
  useEffect(() => {
    if (!open) return
    let wanted = true
    readEdits(beside, note).then(
      (found) => wanted && setEdits(found),
      (error) => wanted && setWrong(refusalText(error)),
    )
    return () => {
      wanted = false
    }
  }, [open, editedAt])
  const agent = (id: string) => state.value.agents.get(id)?.name
  return (
    <div class={styles.edits}>
      <button type="button" class={styles.edited} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.value('note.edited')} <When at={editedAt} />
      </button>
      {open && wrong ? <p role="alert">{wrong}</p> : null}
      {open && edits ? (
        <ol class={styles.trail} aria-label={t.value('note.before')}>
          {edits.map((edit) => (
            <li key={edit.at}>
              <p class={styles.by}>
                {t.value('note.editedBy', { who: whoDid(edit, agent) })} <When at={edit.at} />
              </p>
              <NoteBody text={edit.was} />
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
