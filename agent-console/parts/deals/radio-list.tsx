import { CircleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../../ui/icon'
import styles from './radio-list.module.css'

type RadioListProps<Id extends string> = {
  label: string
  options: readonly { id: Id; label: string }[]
  chosen: Id | undefined
  onChoose: (id: Id) => void
  error?: string | undefined
  /** Below the last one, a way to have another. */
  more?: ComponentChildren
}

/** One of several, all in sight: the platform's own radio buttons, so arrows and Space work as everywhere. */
export function RadioList<Id extends string>({ label, options, chosen, onChoose, error, more }: RadioListProps<Id>) {
  const name = useId()
  return (
    <fieldset class={styles.list} aria-describedby={error ? `${name}-error` : undefined}>
      <legend class={styles.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.id} class={styles.row}>
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={option.id === chosen}
            onChange={() => onChoose(option.id)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {more}
      {error ? (
        <p id={`${name}-error`} class={styles.error} role="alert">
          <Icon icon={CircleAlert} size={14} />
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
