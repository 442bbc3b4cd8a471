import type { StageRate } from '#shared/protocol/deal-sums'
import type { EntryField, Stage } from '#shared/protocol/pipelines'
import { editStage } from '../../../data/pipelines'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { StageDot } from '../../../parts/deals/stage-dot'
import { tracked } from '../../../parts/fields/autosave'
import { SavedField } from '../../../parts/fields/saved-field'
import { Checkbox } from '../../../ui/field'
import styles from './stage-details.module.css'

const colors: readonly Stage['color'][] = ['slate', 'sky', 'iris', 'teal', 'amber', 'pink']
const fields: readonly EntryField[] = ['amount', 'closesOn', 'ownerId', 'description']
/** Fewer closed deals than this say nothing about a chance. */
const enough = 20

type StageDetailsProps = { id: string; stage: Stage; fixed: boolean; rate: StageRate | undefined }

/** What a stage means, when its deals count as stuck, and what a deal must say to enter it. */
export function StageDetails({ id, stage, fixed, rate }: StageDetailsProps) {
  const say = t.value
  const save = (changes: Parameters<typeof editStage>[1]) =>
    void tracked(editStage(stage, changes)).catch((error) => toast(refusalText(error), { tone: 'danger' }))
  const require = (field: EntryField, isAsked: boolean) => {
    const is = fields.filter((one) => (one === field ? isAsked : stage.requires.includes(one)))
    save({ requires: { was: stage.requires, is } })
  }
  return (
    <div id={id} class={styles.details}>
      {rate && rate.closed >= enough ? (
        <p class={styles.rate}>
          {say('pipelines.realRate', { percent: Math.round((rate.won * 100) / rate.closed), count: rate.closed })}
        </p>
      ) : null}
      <SavedField
        label={say('pipelines.description')}
        help={say('pipelines.descriptionHelp')}
        value={stage.description}
        lines={2}
        maxLength={300}
        disabled={fixed}
        save={(is, was) => editStage(stage, { description: { was, is } })}
      />
      <SavedField
        label={say('pipelines.rotting')}
        help={say('pipelines.rottingHelp')}
        value={stage.rottingDays === null ? '' : String(stage.rottingDays)}
        inputMode="numeric"
        maxLength={3}
        class={styles.short}
        disabled={fixed}
        check={(typed) => (daysOf(typed) === undefined ? say('pipelines.badDays') : undefined)}
        save={(is, was) => editStage(stage, { rottingDays: { was: daysOf(was) ?? null, is: daysOf(is) ?? null } })}
      />
      <fieldset disabled={fixed} class={styles.group}>
        <legend class={styles.legend}>{say('pipelines.requires')}</legend>
        <div class={styles.choices}>
          {fields.map((field) => (
            <Checkbox
              key={field}
              label={say(`pipelines.field.${field}`)}
              checked={stage.requires.includes(field)}
              onChecked={(isAsked) => require(field, isAsked)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset disabled={fixed} class={styles.group}>
        <legend class={styles.legend}>{say('pipelines.color')}</legend>
        <div class={styles.choices}>
          {colors.map((color) => (
            <label key={color} class={styles.color}>
              <input
                type="radio"
                class="unseen"
                name={`${id}-color`}
                checked={stage.color === color}
                onChange={() => save({ color: { was: stage.color, is: color } })}
              />
              <StageDot color={color} />
              {say(`pipelines.color.${color}`)}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

/** Days as they are typed; null for none, undefined for what is no number of days. */
function daysOf(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  const days = Number(text)
  return /^\d{1,3}$/.test(text) && days >= 1 && days <= 365 ? days : undefined
}
