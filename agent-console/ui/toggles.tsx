import type { ComponentChildren } from 'preact'
import styles from './toggles.module.css'

/** Buttons that stay down while what they say holds, with a name for all of them together. */
export const Toggles = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <fieldset class={styles.toggles} aria-label={label}>
    {children}
  </fieldset>
)

type ToggleProps = {
  pressed: boolean
  onPress: () => void
  /** What it is called where its words are short. */
  label?: string
  children: ComponentChildren
}

export const Toggle = ({ pressed, onPress, label, children }: ToggleProps) => (
  <button type="button" class={styles.toggle} aria-pressed={pressed} aria-label={label} onClick={onPress}>
    {children}
  </button>
)
