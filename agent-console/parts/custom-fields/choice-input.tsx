import type { CustomField, CustomValue } from '#shared/protocol/fields'
import { RefusedError } from '../../data/client'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { type Option, SelectField } from '../../ui/field'
import { ConflictChip } from '../fields/guarded-field'
import { useGuardedField } from '../fields/use-guarded-field'
import styles from './custom-fields.module.css'
import { valueWords } from './value-words'

export type CustomInputProps = {
  field: CustomField
  value: CustomValue
  edit: (is: CustomValue, was: CustomValue) => Promise<CustomValue>
  may: boolean
}

/** A choice of a list, or yes or no; nothing is a choice as well. */
export function ChoiceInput({ field, value, edit, may }: CustomInputProps) {
  const { conflict, begin, save, settle } = useGuardedField(value, edit)
  if (!may) return <span class={styles.plain}>{valueWords(field, value) || '–'}</span>
  const choices = choicesIn(field, value)
  const change = (chosen: string) => {
    begin()
    save(choices.find((one) => keyOf(one) === chosen) ?? null).catch((error) => {
      if (!(error instanceof RefusedError && error.code === 'stale')) toast(refusalText(error), { tone: 'danger' })
    })
  }
  const options: Option[] = choices.map((one) => ({ value: keyOf(one), label: labelOf(field, one) }))
  return (
    <div class={styles.choice}>
      <SelectField bare label={field.name} value={keyOf(value)} onValue={change} options={options} />
      {conflict ? <ConflictChip theirs={valueWords(field, conflict.theirs)} onSettle={settle} /> : null}
    </div>
  )
}

/** What is offered, and what stands there though it is offered no longer. */
function choicesIn({ kind, options }: CustomField, value: CustomValue): CustomValue[] {
  if (kind === 'yesno') return [null, true, false]
  return [null, ...options.filter(({ id, removed }) => !removed || id === value).map(({ id }) => id)]
}

const keyOf = (value: CustomValue): string => (value === null ? '' : String(value))

function labelOf(field: CustomField, value: CustomValue): string {
  if (value === null) return '–'
  const isRemoved = field.options.some(({ id, removed }) => removed && id === value)
  const words = valueWords(field, value)
  return isRemoved ? t.value('fields.removedChoice', { name: words }) : words
}
