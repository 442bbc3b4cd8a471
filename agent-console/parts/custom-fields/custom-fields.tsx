import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Custom, CustomField, CustomValue, FieldRecord } from '#shared/protocol/fields'
import { fieldsOf, removedFieldsOf } from '../../data/fields'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { classes } from '../../ui/classes'
import { Fold } from '../deals/fold'
import styles from './custom-fields.module.css'
import { CustomInput } from './custom-input'
import { valueWords } from './value-words'

type CustomFieldsProps = {
  record: FieldRecord
  custom: Custom
  /** Whether they may be edited. */
  may: boolean
  /** Saves one and answers what stands in all of them now. */
  fill: (edit: { fieldId: string; is: CustomValue; was: CustomValue }) => Promise<{ custom: Custom }>
  /** On a page of its own, where labels are as large as values. */
  wide?: boolean
  class?: string | undefined
}

/**
 * The fields an installation gave a record, edited where they stand. Empty ones wait under a button, so that a panel
 * stays calm; one that is filled in there stays there until the record is looked at again.
 */
export function CustomFields({ record, custom, may, fill, wide = false, class: own }: CustomFieldsProps) {
  const [tucked, setTucked] = useState<ReadonlySet<string>>(new Set())
  const fields = fieldsOf(state.value, record)
  const isFilled = ({ id }: CustomField) => isSaid(custom[id])
  const top = fields.filter((field) => isFilled(field) && !tucked.has(field.id))
  const rest = fields.filter((field) => !top.includes(field))
  const gone = removedFieldsOf(state.value, record).filter(isFilled)
  if (top.length + gone.length === 0 && (rest.length === 0 || !may)) return null
  const line = (field: CustomField) => (
    <Line key={field.id} label={field.name}>
      <CustomInput
        field={field}
        value={custom[field.id] ?? null}
        may={may}
        edit={async (is, was) => (await fill({ fieldId: field.id, is, was })).custom[field.id] ?? null}
      />
    </Line>
  )
  return (
    <div class={classes(own, wide && styles.wide)}>
      {top.length > 0 ? <dl class={styles.fields}>{top.map(line)}</dl> : null}
      {rest.length > 0 && may ? (
        <Fold label={t.value('fields.more', { count: rest.length })}>
          <dl class={styles.fields} onFocusIn={() => setTucked(new Set([...tucked, ...rest.map(({ id }) => id)]))}>
            {rest.map(line)}
          </dl>
        </Fold>
      ) : null}
      {gone.length > 0 ? (
        <Fold label={t.value('fields.past', { count: gone.length })}>
          <dl class={styles.fields}>
            {gone.map((field) => (
              <Line key={field.id} label={field.name}>
                <span class={styles.plain}>{valueWords(field, custom[field.id] ?? null)}</span>
              </Line>
            ))}
          </dl>
        </Fold>
      ) : null}
    </div>
  )
}

const isSaid = (value: CustomValue | undefined): boolean => value !== undefined && value !== null

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
)
