import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { ConversionOptions } from '#shared/protocol/conversion'
import styles from './conversion.module.css'
import type { Draft } from './draft'

export type PartProps = { options: ConversionOptions; draft: Draft; onDraft: (draft: Draft) => void }

/** One thing to decide, under its name. */
export const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <fieldset class={styles.part}>
    <legend class={styles.partTitle}>{title}</legend>
    {children}
  </fieldset>
)

type ChoiceProps = {
  name: string
  checked: boolean
  onChoose: () => void
  label: ComponentChildren
  /** Below its name: why it is shown, and what can be said once it is chosen. */
  children?: ComponentChildren
  disabled?: boolean
}

/** One of several ways, with what there is to say about it. */
export function Choice({ name, checked, onChoose, label, children, disabled = false }: ChoiceProps) {
  const id = useId()
  return (
    <div class={styles.choice} data-chosen={checked}>
      <input id={id} type="radio" name={name} checked={checked} disabled={disabled} onChange={onChoose} />
      <div class={styles.about}>
        <label for={id} class={styles.choiceLabel}>
          {label}
        </label>
        {children}
      </div>
    </div>
  )
}
