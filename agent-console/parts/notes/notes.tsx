import { useEffect } from 'preact/hooks'
import type { Beside } from '../../data/beside'
import { afterReload } from '../../data/connection'
import { loadNotes, notesOf, writeNote } from '../../data/notes'
import { refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { NoteForm } from './note-form'
import { NoteRow } from './note-row'
import styles from './notes.module.css'

type NotesProps = {
  beside: Beside
  /** Who may not write reads. */
  may: boolean
}

/** The same as a part of a page, under its own title. */
export const NotesPart = (props: NotesProps) => (
  <section aria-label={t.value('note.notes')}>
    <h2 class={styles.title}>{t.value('note.notes')}</h2>
    <Notes {...props} />
  </section>
)

/** What the team writes down beside a record. */
export function Notes({ beside, may }: NotesProps) {
  const { of, id } = beside
  useEffect(() => {
    const load = () => void loadNotes(beside).catch((error) => toast(refusalText(error), { tone: 'danger' }))
    load()
    return afterReload(load)
  }, [of, id])
  const notes = notesOf(state.value, beside)
  const write = (body: string, mentions: string[]) => writeNote(beside, body, mentions)
  return (
    <div class={styles.notes}>
      {may ? <NoteForm label={t.value(`note.label.${beside.record}`)} save={write} /> : null}
      {notes.length === 0 && !may ? <p class={styles.none}>{t.value('note.none')}</p> : null}
      <ul class={styles.list}>
        {notes.map((note) => (
          <NoteRow key={note.id} beside={beside} note={note} may={may} />
        ))}
      </ul>
    </div>
  )
}
