import { Archive } from 'lucide'
import type { LossReason } from '#shared/protocol/pipelines'
import { archiveReason, editReason, restoreReason } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { classes } from '../../../ui/classes'
import { Checkbox } from '../../../ui/field'
import { type Ordered, OrderHandle, OrderTools } from '../order-tools'
import styles from './lines.module.css'

type ReasonRowProps = Ordered & {
  reason: LossReason
  fixed: boolean
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** A reason: what it is called, whether it says anything by itself, and its place. */
export function ReasonRow({ reason, fixed, reorder, isFirst, isLast }: ReasonRowProps) {
  const say = t.value
  const { id, label: name } = reason
  const archive = () =>
    tracked(archiveReason(reason)).then(
      () =>
        toast(say('pipelines.reasonArchived', { name }), {
          undo: () => void tracked(restoreReason(reason)).catch(sayWhy),
        }),
      sayWhy,
    )
  const askNote = (is: boolean) =>
    void tracked(editReason(reason, { needsNote: { was: reason.needsNote, is } })).catch(sayWhy)
  return (
    <li data-row={id} class={classes(styles.line, reorder.heldId === id && styles.held)}>
      <div class={styles.main}>
        {fixed ? null : <OrderHandle id={id} name={name} reorder={reorder} />}
        <SavedField
          bare
          class={styles.grow}
          label={say('pipelines.reasonName')}
          value={name}
          maxLength={80}
          disabled={fixed}
          check={(typed) => (typed.trim() ? undefined : say('pipelines.nameNeeded'))}
          save={(is, was) => editReason(reason, { label: { was, is } })}
        />
        <fieldset disabled={fixed} class={styles.bare}>
          <legend class="unseen">{name}</legend>
          <Checkbox label={say('pipelines.needsNote')} checked={reason.needsNote} onChecked={askNote} />
        </fieldset>
        {fixed ? null : (
          <span class={styles.tools}>
            <OrderTools
              id={id}
              {...{ name, reorder, isFirst, isLast }}
              away={{ icon: Archive, label: say('pipelines.archiveNamed', { name }), run: () => void archive() }}
            />
          </span>
        )}
      </div>
    </li>
  )
}
