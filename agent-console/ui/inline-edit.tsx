import { CircleAlert, LoaderCircle, Pencil } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { classes } from './classes'
import { type InputExtras, inputKind } from './field'
import { Icon } from './icon'
import styles from './inline-edit.module.css'
import { speech } from './speech'

type InlineEditProps = {
  /** What is edited: `Amount`. */
  label: string
  /** As it stands in the input. */
  value: string
  /** As it is shown; the value itself when absent. */
  shown?: ComponentChildren
  /** Shown while it is empty. */
  placeholder: string
  disabled?: boolean
  /** Opens the input at once, for something just made. */
  editing?: boolean
  /** The input's own attributes: type, inputMode, maxLength. */
  input?: InputExtras
  class?: string
  /** Resolves when it is saved; rejects when it is not. A sentence as its answer is what is wrong with the value. */
  onSave: (value: string) => Promise<unknown>
  /** Says why a save was rejected. */
  explain: (error: unknown) => string
}

type Phase = 'shown' | 'editing' | 'saving' | 'saved' | 'refused'

/** A value that becomes an input where it stands: Enter or leaving saves, Escape takes back. */
export function InlineEdit(props: InlineEditProps) {
  const { label, value, shown, placeholder, disabled = false, onSave, explain } = props
  const [phase, setPhase] = useState<Phase>(props.editing ? 'editing' : 'shown')
  const [draft, setDraft] = useState(value)
  const [error, setError] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const back = useRef(false)
  // Taking the input away blurs it: what Enter or Escape has decided must not be decided again.
  const decided = useRef(false)
  const id = useId()
  const { say } = speech.value
  const open = phase === 'editing' || phase === 'refused'
  useLayoutEffect(() => {
    if (phase === 'editing') input.current?.select()
    if (!open && back.current) {
      back.current = false
      button.current?.focus()
    }
  }, [phase, open])
  useEffect(() => {
    if (phase !== 'saved') return
    const timer = setTimeout(() => setPhase('shown'), 2000)
    return () => clearTimeout(timer)
  }, [phase])
  const edit = () => {
    setDraft(value)
    setError('')
    decided.current = false
    setPhase('editing')
  }
  const save = async () => {
    if (decided.current) return
    decided.current = true
    if (draft.trim() === value.trim()) return setPhase('shown')
    setPhase('saving')
    try {
      const answer = await onSave(draft.trim())
      const wrong = typeof answer === 'string' ? answer : ''
      setError(wrong)
      decided.current = wrong === ''
      setPhase(wrong ? 'refused' : 'saved')
    } catch (reason) {
      setError(explain(reason))
      decided.current = false
      setPhase('refused')
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    back.current = true
    if (event.key === 'Enter') return void save()
    decided.current = true
    setPhase('shown')
  }
  if (open) {
    return (
      <div class={classes(styles.edit, props.class)}>
        <input
          autocomplete="off"
          {...props.input}
          {...inputKind(props.input?.type ?? 'text')}
          ref={input}
          class={styles.input}
          aria-label={label}
          aria-invalid={phase === 'refused' || undefined}
          aria-describedby={phase === 'refused' ? id : undefined}
          value={draft}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => void save()}
        />
        {phase === 'refused' ? (
          <p id={id} class={styles.error} role="alert">
            <Icon icon={CircleAlert} size={14} />
            {error}
          </p>
        ) : null}
      </div>
    )
  }
  const face = phase === 'saving' ? draft : (shown ?? value)
  return (
    <div class={classes(styles.edit, props.class)}>
      <button ref={button} type="button" class={styles.value} disabled={disabled} onClick={edit}>
        <span class="unseen">{disabled ? `${label}: ` : `${say('ui.edit', { what: label })}: `}</span>
        <span class={classes(styles.text, !value && phase !== 'saving' && styles.blank)}>{face || placeholder}</span>
        {phase === 'saving' ? <Icon icon={LoaderCircle} size={14} class={styles.spinner} /> : null}
        {phase === 'shown' && !disabled ? <Icon icon={Pencil} size={13} class={styles.pencil} /> : null}
        {phase === 'saved' ? <span class={styles.saved}>{say('ui.saved')}</span> : null}
      </button>
      <span class="unseen" role="status">
        {phase === 'saved' ? say('ui.saved') : ''}
      </span>
    </div>
  )
}
