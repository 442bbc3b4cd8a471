import { useId, useState } from 'preact/hooks'
import type { CustomValue } from '#shared/protocol/fields'
import { ownIdOf } from '#shared/rules/custom-values'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { Button } from '../../ui/button'
import { valueWords as customWords } from '../custom-fields/value-words'
import styles from './conversion.module.css'
import { fieldWords } from './words'

type FieldChoiceProps = {
  differences: readonly { field: string; theirs: unknown; brought: unknown }[]
  take: readonly string[]
  onTake: (take: readonly string[]) => void
  /** What the one and the other side are called. */
  sides: readonly [string, string]
}

/** Fields in which two records differ. They stay as they are unless somebody wants to choose. */
export function FieldChoice({ differences, take, onTake, sides }: FieldChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  if (differences.length === 0) return null
  const toggle = (field: string, wanted: boolean) =>
    onTake(wanted ? [...take, field] : take.filter((one) => one !== field))
  return (
    <div>
      <Button size="small" kind="ghost" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {t.value('convert.perField', { count: differences.length })}
      </Button>
      <div id={id} hidden={!isOpen} class={styles.fields}>
        {differences.map(({ field, theirs, brought }) => (
          <fieldset key={field} class={styles.field}>
            <legend class={styles.fieldName}>{fieldWords(field)}</legend>
            {([theirs, brought] as const).map((value, side) => (
              <label key={String(side)} class={styles.value}>
                <input
                  type="radio"
                  name={`${id} ${field}`}
                  checked={take.includes(field) === (side === 1)}
                  onChange={() => toggle(field, side === 1)}
                />
                <span>
                  <span class={styles.words}>{valueWords(field, value)}</span>
                  <span class={styles.side}>{sides[side]}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </div>
  )
}

/** A value as one reads it. */
export function valueWords(field: string, value: unknown): string {
  const own = state.value.fields.get(ownIdOf(field) ?? '')
  if (own) return customWords(own, (value ?? null) as CustomValue)
  if (field === 'ownerId') return state.value.agents.get(String(value))?.name ?? t.value('deal.nobody')
  if (field === 'companyId') return state.value.companies.get(String(value))?.name ?? t.value('contact.company')
  if (field === 'mayMail') return t.value(`contact.mayMail.${value === null ? 'unknown' : value ? 'yes' : 'no'}`)
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
