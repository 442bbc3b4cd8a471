import { CircleAlert, Eye, EyeOff } from 'lucide'
import type { ComponentChildren, LooseInputHTMLAttributes, TextareaHTMLAttributes } from 'preact'
import { useId, useState } from 'preact/hooks'
import { classes } from './classes'
import styles from './field.module.css'
import { Icon } from './icon'
import { speech } from './speech'

type Labelled = {
  label: string
  /** One line of help under the control. */
  help?: ComponentChildren
  /** What is wrong with it; the control is marked invalid while there is one. */
  error?: string | null | undefined
  /** Keeps the label for screen readers only. */
  bare?: boolean
}

/** What a control must carry to belong to its label, help and error. */
export type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }

type FieldProps = Labelled & { class?: string | undefined; children: (control: ControlProps) => ComponentChildren }

/** A label, a control, a line of help and an error, tied together. */
export function Field({ label, help, error, bare = false, class: own, children }: FieldProps) {
  const id = useId()
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div class={classes(styles.field, own)}>
      <label for={id} class={bare ? 'unseen' : styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} class={styles.error} role="alert">
          <Icon icon={CircleAlert} size={14} />
          {error}
        </p>
      ) : null}
      {help ? (
        <div id={`${id}-help`} class={styles.help}>
          {help}
        </div>
      ) : null}
    </div>
  )
}

type Typed = { value: string; onValue: (value: string) => void }

/** What an input of ours may be told besides its value. */
export type InputExtras = Pick<
  LooseInputHTMLAttributes,
  | 'autocomplete'
  | 'autocapitalize'
  | 'disabled'
  | 'inputMode'
  | 'max'
  | 'maxLength'
  | 'min'
  | 'name'
  | 'onBlur'
  | 'onKeyDown'
  | 'placeholder'
  | 'required'
  | 'spellcheck'
  | 'step'
> & { type?: InputKind }

type InputKind =
  | 'text'
  | 'password'
  | 'email'
  | 'url'
  | 'tel'
  | 'search'
  | 'date'
  | 'time'
  | 'datetime-local'
  | 'number'

// The types know which roles each kind of input may take; ours take none, so any one of them stands for all.
export const inputKind = (type: InputKind) => ({ type }) as { type: 'text' }

type TextFieldProps = Labelled & Typed & InputExtras & { class?: string }

/** One line of text. */
export const TextField = (props: TextFieldProps) => {
  const { label, help, error, bare = false, value, onValue, class: own, type = 'text', ...rest } = props
  return (
    <Field label={label} help={help} error={error} bare={bare} class={own}>
      {(control) => (
        <input
          {...rest}
          {...control}
          {...inputKind(type)}
          class={styles.control}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** A password, hidden until its owner wants to see it; pasting is welcome. */
export function PasswordField(props: Omit<TextFieldProps, 'class' | 'type'>) {
  const { label, help, error, bare = false, value, onValue, ...rest } = props
  const [shown, setShown] = useState(false)
  const { say } = speech.value
  return (
    <Field label={label} help={help} error={error} bare={bare}>
      {(control) => (
        <span class={styles.beside}>
          <input
            {...rest}
            {...control}
            {...inputKind(shown ? 'text' : 'password')}
            class={styles.control}
            spellcheck={false}
            autocapitalize="off"
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          <button
            type="button"
            class={styles.show}
            aria-pressed={shown}
            aria-label={say('ui.showPassword')}
            onClick={() => setShown(!shown)}
          >
            <Icon icon={shown ? EyeOff : Eye} />
          </button>
        </span>
      )}
    </Field>
  )
}

type TextAreaProps = Labelled & Typed & Omit<TextareaHTMLAttributes, 'label' | 'value' | 'class'>

/** Several lines of text. */
export const TextArea = ({ label, help, error, bare = false, value, onValue, ...rest }: TextAreaProps) => (
  <Field label={label} help={help} error={error} bare={bare}>
    {(control) => (
      <textarea
        rows={3}
        {...rest}
        {...control}
        class={classes(styles.control, styles.area)}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    )}
  </Field>
)

export type Option = { value: string; label: string }

type SelectFieldProps = Labelled &
  Typed & { options: readonly Option[]; name?: string; disabled?: boolean; autocomplete?: string }

/** One of many: the platform's own list, which finds by typing and suits phones. */
export const SelectField = (props: SelectFieldProps) => {
  const { label, help, error, bare = false, value, onValue, options, ...rest } = props
  return (
    <Field label={label} help={help} error={error} bare={bare}>
      {(control) => (
        <select
          {...rest}
          {...control}
          class={classes(styles.control, styles.select)}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type CheckboxProps = { label: ComponentChildren; checked: boolean; onChecked: (checked: boolean) => void }

/** Yes or no, with its words beside it. */
export const Checkbox = ({ label, checked, onChecked }: CheckboxProps) => (
  <label class={styles.check}>
    <input type="checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
)
