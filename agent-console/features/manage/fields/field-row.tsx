import { ChevronDown, Trash2 } from 'lucide'
import { useId, useState } from 'preact/hooks'
import type { CustomField } from '#shared/protocol/fields'
import { choicesOf, removeField, renameField, restoreField } from '../../../data/fields'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { Badge } from '../../../ui/badge'
import { IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { type Ordered, OrderHandle, OrderTools } from '../order-tools'
import styles from '../pipelines/lines.module.css'
import { ChoiceList } from './choice-list'
import own from './field-row.module.css'

type FieldRowProps = Ordered & {
  field: CustomField
  fixed: boolean
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** A field: what it is called, what it holds, its place, and what a list offers. */
export function FieldRow({ field, fixed, reorder, isFirst, isLast }: FieldRowProps) {
  const { id, name, kind } = field
  // A list that offers nothing yet is of no use: its choices come next.
  const [open, setOpen] = useState(kind === 'list' && !fixed && choicesOf(field).length === 0)
  const choices = useId()
  const say = t.value
  const remove = () =>
    tracked(removeField(field)).then(
      () => toast(say('fields.removed', { name }), { undo: () => void tracked(restoreField(field)).catch(sayWhy) }),
      sayWhy,
    )
  return (
    <li data-row={id} class={classes(styles.line, reorder.heldId === id && styles.held)}>
      <div class={styles.main}>
        {fixed ? null : <OrderHandle id={id} name={name} reorder={reorder} />}
        <SavedField
          bare
          class={styles.grow}
          label={say('fields.name')}
          value={name}
          maxLength={60}
          disabled={fixed}
          check={(typed) => (typed.trim() ? undefined : say('pipelines.nameNeeded'))}
          save={(is, was) => renameField(field, is, was)}
        />
        <span class={own.kind}>
          <Badge>{say(`fields.kind.${kind}`)}</Badge>
        </span>
        <span class={classes(styles.tools, own.tools)}>
          {fixed ? null : (
            <OrderTools
              id={id}
              {...{ name, reorder, isFirst, isLast }}
              away={{ icon: Trash2, label: say('pipelines.removeNamed', { name }), run: () => void remove() }}
            />
          )}
          {kind === 'list' ? (
            <IconButton
              icon={ChevronDown}
              size="small"
              class={classes(open && styles.turned)}
              label={say('fields.choicesOf', { name })}
              aria-expanded={open}
              aria-controls={open ? choices : undefined}
              onClick={() => setOpen(!open)}
            />
          ) : null}
        </span>
      </div>
      {open ? <ChoiceList id={choices} field={field} fixed={fixed} /> : null}
    </li>
  )
}
