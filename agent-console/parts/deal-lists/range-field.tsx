import type { InputExtras } from '../../ui/field'
import { TextField } from '../../ui/field'
import styles from './filter-dialog.module.css'

type RangeFieldProps = {
  legend: string
  from: string
  until: string
  value: { from: string; until: string }
  error?: string | undefined
  input: InputExtras
  onValue: (value: { from: string; until: string }) => void
}

/** Two ends of a range, either of which may stay open. */
export const RangeField = ({ legend, from, until, value, error, input, onValue }: RangeFieldProps) => (
  <fieldset class={styles.range}>
    <legend class={styles.legend}>{legend}</legend>
    <TextField
      {...input}
      label={from}
      value={value.from}
      error={error}
      onValue={(it) => onValue({ ...value, from: it })}
    />
    <TextField {...input} label={until} value={value.until} onValue={(it) => onValue({ ...value, until: it })} />
  </fieldset>
)

type Ends = { from: string; until: string }

/** Both ends of a range as it stands in an address. */
export const ends = (value: string | undefined): Ends => {
  const [from = '', until = ''] = (value ?? '').split('..')
  return { from, until }
}

/** The range as it stands in an address; nothing where both ends are open. */
export const span = ({ from, until }: Ends): string | undefined => (from || until ? `${from}..${until}` : undefined)
