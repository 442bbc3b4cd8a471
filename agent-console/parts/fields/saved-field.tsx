import { type InputExtras, TextArea, TextField } from '../../ui/field'
import { useAutosave } from './use-autosave'

type SavedFieldProps = {
  label: string
  value: string
  save: (is: string, was: string) => Promise<unknown>
  check?: (value: string) => string | undefined
  help?: string
  bare?: boolean
  disabled?: boolean
  lines?: number
  class?: string | undefined
} & InputExtras

/** Text that saves itself: Enter and leaving at once, else after a pause; Escape takes back what was not saved. */
export function SavedField({ label, value, save, check, help, bare, lines, class: own, ...rest }: SavedFieldProps) {
  const { shown, problem, change, flush, restore } = useAutosave({
    value,
    save: (is, was) => save(is.trim(), was),
    ...(check ? { check } : {}),
  })
  const common = {
    ...{ label, help, bare: bare ?? false, value: shown, onValue: change, error: problem || undefined },
    onBlur: () => void flush(),
  }
  if (lines) return <TextArea {...common} rows={lines} maxLength={rest.maxLength} disabled={rest.disabled ?? false} />
  return (
    <TextField
      {...rest}
      {...common}
      {...(own ? { class: own } : {})}
      autocomplete="off"
      onKeyDown={(event) => {
        if (event.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          void flush()
        }
        if (event.key !== 'Escape' || shown === value) return
        event.stopPropagation()
        restore()
      }}
    />
  )
}
