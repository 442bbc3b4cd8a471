import { t } from '../../data/session'
import { PasswordField } from '../../ui/field'
import styles from './new-password.module.css'
import { passwordMinimum, strengthOf } from './password-strength'

type NewPasswordProps = {
  label: string
  value: string
  onValue: (value: string) => void
  /** Words an attacker would try first: the name and the e-mail. */
  about: readonly string[]
  error?: string | undefined
  /** A word more of help. */
  hint?: string
}

/** A password somebody chooses, with how hard it is to guess. */
export function NewPassword({ label, value, onValue, about, error, hint }: NewPasswordProps) {
  const say = t.value
  const strength = strengthOf(value, about)
  const missing = passwordMinimum - value.length
  const words = ['weak', 'weak', 'fair', 'good', 'strong'] as const
  const sentence =
    value === ''
      ? say('password.rule', { count: passwordMinimum })
      : missing > 0
        ? say('password.missing', { count: missing })
        : say(`password.${words[strength]}`)
  return (
    <PasswordField
      label={label}
      autocomplete="new-password"
      value={value}
      onValue={onValue}
      error={error}
      required
      help={
        <span class={styles.strength} data-strength={missing > 0 ? 0 : strength}>
          <span class={styles.bars} aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
          </span>
          {hint ? `${sentence} · ${hint}` : sentence}
        </span>
      }
    />
  )
}
