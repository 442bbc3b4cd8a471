import { CircleAlert, Pencil } from 'lucide'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { refusalText, t } from '../../data/session'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { ConflictChip } from './guarded-field'
import styles from './long-text-field.module.css'
import { type Edit, useGuardedField } from './use-guarded-field'

type LongTextFieldProps = {
  value: string
  edit: Edit<string>
  /** Whether it may be edited. */
  may: boolean
  label: string
  placeholder: string
  rows?: number
}

/** A text in as many lines as it needs: leaving it or Ctrl Enter saves, Escape takes back. */
export function LongTextField({ value, edit, may, label, placeholder, rows = 3 }: LongTextFieldProps) {
  const { conflict, begin, save, settle, forget } = useGuardedField(value, edit)
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState('')
  const [saved, setSaved] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const back = useRef(false)
  const id = useId()
  const open = draft !== null
  useLayoutEffect(() => {
    if (open) area.current?.focus()
    else if (back.current) button.current?.focus()
    back.current = false
  }, [open])
  const finish = () => {
    setDraft(null)
    setError('')
    forget()
  }
  const keep = async () => {
    if (draft === null) return
    try {
      await save(draft.trim())
      finish()
      setSaved(true)
    } catch (reason) {
      setError(refusalText(reason))
    }
  }
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        class={styles.value}
        disabled={!may}
        onClick={() => {
          begin()
          setSaved(false)
          setDraft(value)
        }}
      >
        <span class="unseen">{label}: </span>
        <span class={classes(styles.text, !value && styles.blank)}>{value || (may ? placeholder : '–')}</span>
        {saved ? <span class={styles.saved}>{t.value('ui.saved')}</span> : null}
        {may && !saved ? <Icon icon={Pencil} size={13} class={styles.pencil} /> : null}
      </button>
    )
  }
  return (
    <div class={styles.edit}>
      <textarea
        ref={area}
        rows={rows}
        maxLength={32_000}
        class={styles.area}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (event.isComposing || (event.key !== 'Escape' && !sends)) return
          event.preventDefault()
          event.stopPropagation()
          back.current = true
          if (sends) void keep()
          else finish()
        }}
      />
      {error ? (
        <p id={id} class={styles.error} role="alert">
          <Icon icon={CircleAlert} size={14} />
          {error}
        </p>
      ) : null}
      {conflict ? (
        <ConflictChip
          theirs={conflict.theirs.slice(0, 200)}
          onSettle={async (whose) => {
            await settle(whose)
            finish()
          }}
        />
      ) : (
        <Button
          size="small"
          class={styles.save}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void keep()}
        >
          {t.value('task.save')}
        </Button>
      )}
    </div>
  )
}
