import type { ComponentChildren, ComponentProps } from 'preact'
import { useRef } from 'preact/hooks'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { InlineEdit } from '../../ui/inline-edit'
import styles from './guarded-field.module.css'
import { type Edit, useGuardedField } from './use-guarded-field'

export type GuardedFieldProps<Value> = {
  value: Value
  edit: Edit<Value>
  /** Whether it may be edited. */
  may: boolean
  label: string
  placeholder: string
  /** The value as it is typed. */
  typed: string
  /** A value as it is shown; also of what somebody else wrote. */
  show: (value: Value) => string
  /** Reads what was typed; a sentence in `wrong` when it cannot be. */
  read: (typed: string) => { is: Value } | { wrong: string }
  shown?: ComponentChildren
  input?: ComponentProps<typeof InlineEdit>['input']
  class?: string | undefined
}

/** One field of something, edited where it stands. */
export function GuardedField<Value>(props: GuardedFieldProps<Value>) {
  const { value, edit, may, label, placeholder, typed, show, read, shown, input } = props
  const { conflict, round, begin, save, settle, forget } = useGuardedField(value, edit)
  const frame = useRef<HTMLDivElement>(null)
  const onSave = async (text: string) => {
    const answer = read(text)
    try {
      if ('wrong' in answer) return answer.wrong
      await save(answer.is)
    } finally {
      requestAnimationFrame(() => stay(frame.current))
    }
  }
  return (
    <div
      ref={frame}
      class={props.class}
      onFocusIn={(event) => event.target instanceof HTMLInputElement && begin()}
      onFocusOut={({ target }) => target instanceof HTMLInputElement && target.value.trim() === typed && forget()}
      onKeyDownCapture={(event) => event.key === 'Escape' && forget()}
    >
      <InlineEdit
        key={round}
        label={label}
        value={typed}
        shown={shown ?? show(value)}
        placeholder={may ? placeholder : '–'}
        disabled={!may}
        input={input}
        onSave={onSave}
        explain={refusalText}
      />
      {conflict ? <ConflictChip theirs={show(conflict.theirs)} onSettle={settle} /> : null}
    </div>
  )
}

/** What was refused is shown again in its input; whoever was in it goes on there. */
function stay(frame: HTMLElement | null): void {
  if (document.activeElement === document.body) frame?.querySelector('input')?.focus()
}

type ConflictChipProps = { theirs: string; onSettle: (whose: 'mine' | 'theirs') => Promise<void> }

/** What stands there meanwhile, and the choice between it and mine. */
export function ConflictChip({ theirs, onSettle }: ConflictChipProps) {
  const settle = (whose: 'mine' | 'theirs') => () =>
    void onSettle(whose).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  // The input must not lose focus to these buttons: leaving it would save once more.
  const hold = (event: Event) => event.preventDefault()
  return (
    <div class={styles.conflict} role="status">
      <span class={styles.theirs}>{t.value('field.nowIs', { value: theirs || t.value('field.empty') })}</span>
      <Button size="small" onMouseDown={hold} onClick={settle('mine')}>
        {t.value('field.useMine')}
      </Button>
      <Button size="small" kind="ghost" onMouseDown={hold} onClick={settle('theirs')}>
        {t.value('field.keepTheirs')}
      </Button>
    </div>
  )
}
