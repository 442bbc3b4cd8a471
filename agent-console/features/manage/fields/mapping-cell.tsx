import { Plus } from 'lucide'
import { canBeOwn, type MapRecord, type Slot, sameChoices } from '#shared/rules/field-mapping'
import type { MapTarget } from '#shared/rules/lead-mapping'
import { fold } from '#shared/values/fold'
import { mapField, mapToNewField } from '../../../data/mapping'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { Button, IconButton } from '../../../ui/button'
import { SelectField } from '../../../ui/field'
import { ChoiceMap } from './choice-map'
import styles from './mapping-cell.module.css'
import { recordWords, slotWords } from './slot-words'

type MappingCellProps = {
  from: Slot
  record: MapRecord
  /** Fields of the record that every value fits. */
  to: readonly Slot[]
  targets: readonly MapTarget[]
  fixed: boolean
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** Where a field of a lead goes in one record. */
export function MappingCell({ from, record, to, targets, fixed }: MappingCellProps) {
  const say = t.value
  const name = slotWords('lead', from)
  const chosen = targets.find((one) => one.record === record)
  const slot = chosen && to.find(({ field }) => field === chosen.field)
  const others = targets.filter((one) => one.record !== record)
  const save = (target: MapTarget | null) =>
    void tracked(mapField(from.field, target ? [...others, target] : others)).catch(sayWhy)
  const choose = (field: string) => {
    const picked = to.find((one) => one.field === field)
    if (!picked) return save(null)
    save({ record, field, ...(from.kind === 'list' && { options: sameChoices(from, picked, fold) }) })
  }
  // A built-in field has its usual places; one of our own may need a place made for it.
  const kind = from.own && !chosen && !fixed ? canBeOwn(from) : null
  const create = () =>
    kind && void tracked(mapToNewField({ ...from, name, kind, options: [...from.options] }, record)).catch(sayWhy)
  if (to.length === 0 && !kind) return <span class={styles.none}>–</span>
  if (to.length === 0)
    return (
      <Button
        kind="ghost"
        size="small"
        class={styles.create}
        icon={Plus}
        aria-label={say('mapping.create', { name, record: recordWords(record) })}
        onClick={create}
      >
        {say('mapping.createHere')}
      </Button>
    )
  return (
    <div class={styles.cell}>
      <div class={styles.line}>
        <SelectField
          bare
          disabled={fixed}
          label={`${name} → ${recordWords(record)}`}
          value={chosen?.field ?? ''}
          onValue={choose}
          options={[
            { value: '', label: '–' },
            ...to.map((one) => ({ value: one.field, label: slotWords(record, one) })),
          ]}
        />
        {kind ? (
          <IconButton
            icon={Plus}
            size="small"
            label={say('mapping.create', { name, record: recordWords(record) })}
            onClick={create}
          />
        ) : null}
      </div>
      {chosen && slot && from.kind === 'list' ? (
        <ChoiceMap from={from} to={slot} target={chosen} fixed={fixed} onChange={save} />
      ) : null}
    </div>
  )
}
