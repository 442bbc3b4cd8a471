import { useRef, useState } from 'preact/hooks'
import type { CustomField, FieldRecord } from '#shared/protocol/fields'
import { fieldsOf, moveField, removedFieldsOf, restoreField } from '../../../data/fields'
import { may, refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { Button } from '../../../ui/button'
import { useReorder } from '../../../ui/use-reorder'
import styles from '../pipelines/lines.module.css'
import { AddField } from './add-field'
import { FieldRow } from './field-row'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** The fields an installation gave its leads, contacts, companies or deals. */
export function FieldList({ record }: { record: FieldRecord }) {
  const list = useRef<HTMLUListElement>(null)
  const [said, setSaid] = useState('')
  const say = t.value
  const fixed = !may('settings.manage')
  const fields = fieldsOf(state.value, record)
  const ids = fields.map(({ id }) => id)
  const move = (id: string, beforeId: string | null) => {
    const field = fields.find((one) => one.id === id)
    if (!field) return
    tracked(moveField(field, beforeId)).catch(sayWhy)
    const place = ids.filter((one) => one !== id).indexOf(beforeId ?? '') + 1 || ids.length
    setSaid(say('pipelines.placed', { name: field.name, place, count: ids.length }))
  }
  const reorder = useReorder({ list, ids, enabled: !fixed, onMove: move })
  const shown = reorder.order.flatMap((id) => fields.filter((one) => one.id === id))
  return (
    <section class={styles.card} aria-labelledby="fields-title">
      <h3 id="fields-title" class={styles.title}>
        {say('fields.own')}
      </h3>
      <p class={styles.text}>{say(`fields.own.${record}`)}</p>
      <ul ref={list} class={styles.lines}>
        {shown.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            fixed={fixed}
            reorder={reorder}
            isFirst={index === 0}
            isLast={index === shown.length - 1}
          />
        ))}
      </ul>
      {fixed ? null : <AddField record={record} />}
      <Past fields={removedFieldsOf(state.value, record)} fixed={fixed} />
      <p class="unseen" role="status">
        {said}
      </p>
    </section>
  )
}

/** What is asked for no longer, and the way back. */
function Past({ fields, fixed }: { fields: readonly CustomField[]; fixed: boolean }) {
  if (fields.length === 0) return null
  return (
    <details class={styles.past}>
      <summary>{t.value('fields.removedFields', { count: fields.length })}</summary>
      <ul class={styles.lines}>
        {fields.map((field) => (
          <li key={field.id} class={styles.line}>
            <span class={styles.gone}>{field.name}</span>
            {fixed ? null : (
              <Button
                size="small"
                aria-label={t.value('pipelines.restoreNamed', { name: field.name })}
                onClick={() => void tracked(restoreField(field)).catch(sayWhy)}
              >
                {t.value('pipelines.restore')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
