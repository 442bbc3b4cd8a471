import { useId, useState } from 'preact/hooks'
import { classes } from './classes'
import styles from './combobox.module.css'
import { Field } from './field'

type ComboboxProps<Option> = {
  label: string
  /** Keeps the label for screen readers only. */
  bare?: boolean
  help?: string | undefined
  error?: string | undefined
  placeholder?: string
  maxLength: number
  /** What stands in the field. */
  value: string
  options: readonly Option[]
  /** Whether its options are wanted; without any there is no list. */
  open: boolean
  onType: (text: string) => void
  onChoose: (option: Option) => void
  /** The list was left without a choice. */
  onClose: () => void
}

/** A field that offers what fits: arrows walk, Enter or a press chooses, Escape and leaving close the list. */
export function Combobox<Option extends { key: string; label: string }>(props: ComboboxProps<Option>) {
  const { label, bare = false, help, error, placeholder, maxLength, value, options, onType, onChoose, onClose } = props
  const [active, setActive] = useState(0)
  const list = useId()
  const isOpen = props.open && options.length > 0
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    const chosen = options[active]
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length)
    else if (event.key === 'ArrowUp') setActive((active - 1 + options.length) % options.length)
    else if (event.key === 'Enter' && chosen) onChoose(chosen)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class={styles.combobox}>
      <Field label={label} bare={bare} help={help} error={error}>
        {(control) => (
          <input
            {...control}
            class={styles.input}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={list}
            aria-activedescendant={isOpen ? `${list}-${active}` : undefined}
            autocomplete="off"
            maxLength={maxLength}
            placeholder={placeholder}
            value={value}
            onInput={({ currentTarget }) => {
              setActive(0)
              onType(currentTarget.value)
            }}
            onKeyDown={onKeyDown}
            onBlur={onClose}
          />
        )}
      </Field>
      <div id={list} role="listbox" aria-label={label} class={styles.list} hidden={!isOpen}>
        {options.map((option, at) => (
          <div
            key={option.key}
            id={`${list}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            class={classes(styles.option, at === active && styles.active)}
            // Before the field is left, which would take the list away from under the finger.
            onPointerDown={(event) => {
              event.preventDefault()
              onChoose(option)
            }}
          >
            {option.label}
          </div>
        ))}
      </div>
    </div>
  )
}
