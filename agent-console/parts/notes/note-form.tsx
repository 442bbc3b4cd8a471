import { useState } from 'preact/hooks'
import { locale, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { TextArea } from '../../ui/field'
import { callingAt, mentionsIn } from './mentions'
import styles from './notes.module.css'

type NoteFormProps = {
  label: string
  /** What it says before one types. */
  before?: string
  save: (body: string, mentions: string[]) => Promise<unknown>
  /** Leaves without saving; absent where there is nothing to leave. */
  onCancel?: () => void
}

/** Words for the team; `@` calls a colleague. */
export function NoteForm({ label, before = '', save, onCancel }: NoteFormProps) {
  const [body, setBody] = useState(before)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const team = [...state.value.agents.values()].filter(({ disabled }) => !disabled)
  const calling = callingAt(body)?.toLocaleLowerCase(locale.value)
  const fitting = team
    .filter(({ name }) => calling !== undefined && name.toLocaleLowerCase(locale.value).startsWith(calling))
    .filter(({ name }) => name.toLocaleLowerCase(locale.value) !== calling)
    .slice(0, 5)
  const submit = async () => {
    if (!body.trim() || busy) return
    setBusy(true)
    try {
      await save(body, mentionsIn(body, team, locale.value))
      setBody('')
      setWrong('')
    } catch (error) {
      setWrong(refusalText(error))
    }
    setBusy(false)
  }
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextArea
        label={label}
        bare
        placeholder={t.value('note.placeholder')}
        rows={before ? 4 : 2}
        maxLength={4000}
        value={body}
        onValue={setBody}
        error={wrong}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && onCancel) {
            event.preventDefault()
            event.stopPropagation()
            onCancel()
          }
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void submit()
        }}
      />
      {fitting.length > 0 ? (
        // biome-ignore lint/a11y/useSemanticElements: names to press, not a set of fields
        <div role="group" class={styles.names} aria-label={t.value('note.call')}>
          {fitting.map(({ id, name }) => (
            <Button
              key={id}
              size="small"
              kind="ghost"
              onClick={() => setBody(`${body.slice(0, body.lastIndexOf('@') + 1)}${name} `)}
            >
              @{name}
            </Button>
          ))}
        </div>
      ) : null}
      {body || onCancel ? (
        <p class={styles.buttons}>
          <Button size="small" type="submit" busy={busy}>
            {t.value('note.save')}
          </Button>
          {onCancel ? (
            <Button size="small" kind="ghost" onClick={onCancel}>
              {t.value('ui.cancel')}
            </Button>
          ) : null}
        </p>
      ) : null}
    </form>
  )
}
