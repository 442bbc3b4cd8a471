import type { ComponentChildren, ComponentProps } from 'preact'
import { useRef } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { may, refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { InlineEdit } from '../../ui/inline-edit'
import styles from './deal-field.module.css'
import { type EditableField, useDealField } from './use-deal-field'

type DealFieldProps<Field extends EditableField> = {
  deal: Deal
  field: Field
  label: string
  placeholder: string
  /** The value as it is typed. */
  typed: string
  /** A value as it is shown; also of what somebody else wrote. */
  show: (value: Deal[Field]) => string
  /** Reads what was typed; a sentence in `wrong` when it cannot be. */
  read: (typed: string) => { is: Deal[Field] } | { wrong: string }
  shown?: ComponentChildren
  input?: ComponentProps<typeof InlineEdit>['input']
  class?: string | undefined
}

/** One field of a deal, edited where it stands. */
export function DealField<Field extends EditableField>(props: DealFieldProps<Field>) {
  const { deal, field, label, placeholder, typed, show, read, shown, input } = props
  const { conflict, round, begin, save, settle, forget } = useDealField(deal, field)
  const frame = useRef<HTMLDivElement>(null)
  const onSave = async (value: string) => {
    const answer = read(value)
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
        shown={shown ?? show(deal[field])}
        placeholder={may('deals.write') ? placeholder : '–'}
        disabled={!may('deals.write')}
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
      <span class={styles.theirs}>{t.value('deal.nowIs', { value: theirs || t.value('deal.empty') })}</span>
      <Button size="small" onMouseDown={hold} onClick={settle('mine')}>
        {t.value('deal.useMine')}
      </Button>
      <Button size="small" kind="ghost" onMouseDown={hold} onClick={settle('theirs')}>
        {t.value('deal.keepTheirs')}
      </Button>
    </div>
  )
}
