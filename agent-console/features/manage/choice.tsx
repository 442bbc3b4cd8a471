import { useId } from 'preact/hooks'
import styles from './choice.module.css'

type ChoiceProps<Value extends string> = {
  legend: string
  help?: string
  options: readonly { value: Value; label: string }[]
  chosen: Value
  onChoose: (value: Value) => void
}

/** One of a few, all in sight; chosen is saved. */
export function Choice<Value extends string>({ legend, help, options, chosen, onChoose }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset>
      <legend class={styles.legend}>
        {legend}
        {help ? <span class={styles.aside}> · {help}</span> : null}
      </legend>
      <div class={styles.choices}>
        {options.map(({ value, label }) => (
          <label key={value} class={styles.choice}>
            <input
              type="radio"
              name={name}
              class="unseen"
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
